"""What everybody may know of what an institution lends."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.institutions.models import Institution
from assetmgr.lending.models import LendingSetting
from assetmgr.lending.policy.settings import DEFAULTS
from assetmgr.lending.queries.available import Available, available


@dataclass(frozen=True, slots=True)
class Offer:
    """An institution by name, whether it takes requests, and what it can lend now."""

    code: str
    name: str
    takes_requests: bool
    kinds: tuple[Available, ...]

    @property
    def for_pupils(self) -> int:
        """Devices that pupils can borrow now."""
        return sum(kind.pupils for kind in self.kinds)


def offer_of(session: Session, code: str, today: date) -> Offer | None:
    """The offer of the institution with this code, for anybody; None: there is no such one."""
    with system_scope(session, reason="what a school lends is no secret: names and counts alone"):
        row = session.execute(
            select(
                Institution.id, Institution.code, Institution.name, LendingSetting.takes_requests
            )
            .outerjoin(LendingSetting, LendingSetting.institution_id == Institution.id)
            .where(Institution.code == code)
        ).one_or_none()
        if row is None:
            return None
        takes = DEFAULTS.takes_requests if row.takes_requests is None else row.takes_requests
        return Offer(row.code, row.name, takes, available(session, [row.id], today)[row.id])

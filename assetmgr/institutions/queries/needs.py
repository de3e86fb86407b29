"""What institutions say they still need, as of a day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Kind
from assetmgr.institutions.codes import Audience
from assetmgr.institutions.models import Institution, Site, StatedNeed


@dataclass(frozen=True, slots=True)
class StatedRow:
    """Devices of a kind that an institution (at a site, where it names one) asks for."""

    institution: str
    site: str | None
    audience: Audience
    kind: str
    as_of: date
    count: int


def stated_needs_on(session: Session, as_of: date) -> list[StatedRow]:
    """The newest need stated not after `as_of` by each institution and site, audience and kind."""
    rows = session.execute(
        select(
            Institution.code,
            Site.name,
            StatedNeed.audience,
            Kind.code,
            StatedNeed.as_of,
            StatedNeed.count,
        )
        .join(Institution, Institution.id == StatedNeed.institution_id)
        .join(Kind, Kind.id == StatedNeed.kind_id)
        .outerjoin(Site, Site.id == StatedNeed.site_id)
        .where(StatedNeed.as_of <= as_of)
        .order_by(StatedNeed.as_of)
    )
    newest = {tuple(row[:4]): StatedRow(*row) for row in rows}
    return list(newest.values())

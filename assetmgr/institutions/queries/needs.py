"""What institutions say they still need, as of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Kind
from assetmgr.institutions.codes import Audience
from assetmgr.institutions.models import Institution, Site, StatedNeed


class Statement(NamedTuple):
    """What names all needs that were stated together: their day and site (None: the whole)."""

    as_of: date
    site_id: int | None


@dataclass(frozen=True, slots=True)
class StatedRow:
    """Devices of a kind that an institution (at a site, where it names one) asks for."""

    institution: str
    site_id: int | None
    site: str | None
    audience: Audience
    kind: str
    as_of: date
    count: int

    @property
    def statement(self) -> Statement:
        """What the need was stated with."""
        return Statement(self.as_of, self.site_id)


def stated_needs_on(session: Session, as_of: date) -> list[StatedRow]:
    """The newest need stated not after `as_of` by each institution and site, audience and kind."""
    return counting(_rows(session, StatedNeed.as_of <= as_of))


def stated_needs_of(session: Session, institution_id: int) -> list[StatedRow]:
    """All that an institution ever stated, the oldest first."""
    return _rows(session, StatedNeed.institution_id == institution_id)


def counting(rows: Iterable[StatedRow]) -> list[StatedRow]:
    """Of rows in the order of their days the newest by institution, site, audience and kind."""
    newest = {(row.institution, row.site_id, row.audience, row.kind): row for row in rows}
    return list(newest.values())


def _rows(session: Session, criterion: ColumnElement[bool]) -> list[StatedRow]:
    rows = session.execute(
        select(
            Institution.code,
            StatedNeed.site_id,
            Site.name,
            StatedNeed.audience,
            Kind.code,
            StatedNeed.as_of,
            StatedNeed.count,
        )
        .join(Institution, Institution.id == StatedNeed.institution_id)
        .join(Kind, Kind.id == StatedNeed.kind_id)
        .outerjoin(Site, Site.id == StatedNeed.site_id)
        .where(criterion)
        .order_by(StatedNeed.as_of)
    )
    return [StatedRow(*row) for row in rows]

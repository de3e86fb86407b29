"""Readings by site, which the published tables have and no page of the product shows."""

from collections import Counter
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.devices.models import DevicePeriod, Kind
from assetmgr.devices.queries.standing import counted_on
from assetmgr.institutions.models import Headcount, Institution, Room, Site


def standing_at(
    session: Session, institution: str, site: str, as_of: date
) -> Counter[tuple[str, str]]:
    """(Kind, purpose) -> the devices that count at the end of `as_of` in rooms of a site."""
    rows = session.execute(
        select(Kind.code, DevicePeriod.purpose, func.count())
        .select_from(DevicePeriod)
        .join(Institution, Institution.id == DevicePeriod.institution_id)
        .join(Kind, Kind.id == DevicePeriod.kind_id)
        .join(Room, Room.id == DevicePeriod.room_id)
        .join(Site, Site.id == Room.site_id)
        .where(Institution.code == institution, Site.name == site, counted_on(as_of))
        .group_by(Kind.code, DevicePeriod.purpose)
    )
    return Counter({(kind, purpose.value): count for kind, purpose, count in rows})


def told_at(
    session: Session, institution: str, site: str, column: str, as_of: date
) -> Decimal | None:
    """The newest figure that a site told not after `as_of`."""
    figure = getattr(Headcount, column)
    value = session.scalar(
        select(figure)
        .join(Institution, Institution.id == Headcount.institution_id)
        .join(Site, Site.id == Headcount.site_id)
        .where(Institution.code == institution, Site.name == site)
        .where(Headcount.as_of <= as_of, figure.is_not(None))
        .order_by(Headcount.as_of.desc())
        .limit(1)
    )
    return None if value is None else Decimal(value)

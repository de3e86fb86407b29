"""Devices and institutions that need somebody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from assetmgr import school_year
from assetmgr.devices.codes import Status
from assetmgr.devices.models import DevicePeriod
from assetmgr.devices.queries.standing import counted_on
from assetmgr.google.models import GoogleDevice, UnmatchedDevice
from assetmgr.institutions.codes import InstitutionType
from assetmgr.institutions.models import Headcount, Institution

LONG: Final = timedelta(days=30)
"""After this long a repair, and a Chromebook's silence, need somebody."""

_IN_REPAIR: Final = (Status.NEEDS_REPAIR, Status.UNDER_REPAIR, Status.MAINTENANCE)


class Matter(StrEnum):
    """What may be the matter with a device."""

    LONG_REPAIR = "long-repair"
    PAST_UPDATES = "past-updates"
    SILENT = "silent"
    UNKNOWN_AGE = "unknown-age"


@dataclass(frozen=True, slots=True)
class Moment:
    """The day and the instant at which matters are judged."""

    today: date
    now: datetime


def criterion(matter: Matter, moment: Moment) -> ColumnElement[bool]:
    """The periods that hold today of devices with this matter."""
    match matter:
        case Matter.LONG_REPAIR:
            return and_(
                DevicePeriod.status.in_(_IN_REPAIR),
                DevicePeriod.valid_from <= moment.today - LONG,
            )
        case Matter.PAST_UPDATES:
            return and_(
                DevicePeriod.status == Status.IN_USE,
                DevicePeriod.aue < moment.today.replace(day=1),
            )
        case Matter.SILENT:
            return and_(
                DevicePeriod.status == Status.IN_USE,
                exists().where(
                    GoogleDevice.device_id == DevicePeriod.device_id,
                    GoogleDevice.last_sync < moment.now - LONG,
                ),
            )
        case Matter.UNKNOWN_AGE:
            return DevicePeriod.acquired_on.is_(None)


def matters(
    session: Session, moment: Moment, institution_ids: Collection[int]
) -> dict[Matter, int]:
    """How many devices that count there are with each matter, in one statement."""
    found = {matter: criterion(matter, moment) for matter in Matter}
    row = session.execute(
        select(*(func.coalesce(func.sum(case((one, 1), else_=0)), 0) for one in found.values()))
        .select_from(DevicePeriod)
        .where(
            counted_on(moment.today),
            DevicePeriod.institution_id.in_(institution_ids),
            or_(*found.values()),
        )
    ).one()
    return dict(zip(found, row, strict=True))


def without_headcount(
    session: Session, today: date, institution_ids: Collection[int]
) -> tuple[str, ...]:
    """Codes of the schools and preschools that told no headcount of this school year."""
    told = exists().where(
        Headcount.institution_id == Institution.id,
        Headcount.as_of.between(school_year.first_day(today), today),
    )
    rows = session.scalars(
        select(Institution.code)
        .where(
            Institution.id.in_(institution_ids),
            Institution.type.in_((InstitutionType.SCHOOL, InstitutionType.PRESCHOOL)),
            ~told,
        )
        .order_by(Institution.code)
    )
    return tuple(rows)


def unmatched_count(session: Session) -> int:
    """Chromebooks that Google knows and the register does not; none outside the municipality."""
    return session.scalar(select(func.count()).select_from(UnmatchedDevice)) or 0

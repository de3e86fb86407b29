"""Reading what the sync knows and did."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_read
from assetmgr.devices.models import Device, DevicePeriod, Kind
from assetmgr.google.models import GoogleDevice, SyncRun, SyncStatus, UnmatchedDevice
from assetmgr.usage.models import UsageCoverage, UsageDay
from sync.records import GoogleFacts, KnownDevice

FACTS: Final = GoogleFacts._fields
_FACT_COLUMNS: Final = tuple(getattr(GoogleDevice, name) for name in FACTS)


def known_devices(session: Session) -> tuple[KnownDevice, ...]:
    """Every Chromebook of the register, with what the last sync stored of it."""
    told = bulk_read(
        session, select(GoogleDevice.device_id, GoogleDevice.google_id, *_FACT_COLUMNS)
    )
    stored = {key: (google_id, GoogleFacts(*facts)) for key, google_id, *facts in told}
    rows = bulk_read(
        session,
        select(Device.id, Device.serial_number)
        .join(Kind, and_(Kind.id == Device.kind_id, Kind.code == "chromebook"))
        .where(Device.voided_at.is_(None)),
    )
    return tuple(
        KnownDevice(key, google_id, serial, facts)
        for key, serial in rows
        for google_id, facts in (stored.get(key, (None, None)),)
    )


def last_good_count(session: Session) -> int | None:
    """How many devices the newest good sweep saw; None before the first."""
    return session.scalar(
        select(SyncRun.seen)
        .where(SyncRun.status == SyncStatus.DONE, ~SyncRun.dry_run)
        .order_by(SyncRun.id.desc())
        .limit(1)
    )


class Stay(NamedTuple):
    """A device was at an institution from a day on, up to the next one's."""

    first: date
    institution_id: int


def stays_since(session: Session, day: date) -> Mapping[int, list[Stay]]:
    """Where each Chromebook was since `day`, by device, in order; unmoved ones have one stay."""
    rows = bulk_read(
        session,
        select(DevicePeriod.device_id, DevicePeriod.valid_from, DevicePeriod.institution_id)
        .join(Kind, and_(Kind.id == DevicePeriod.kind_id, Kind.code == "chromebook"))
        .where(or_(DevicePeriod.valid_to.is_(None), DevicePeriod.valid_to > day))
        .order_by(DevicePeriod.device_id, DevicePeriod.valid_from),
    )
    stays: dict[int, list[Stay]] = {}
    for device_id, first, institution_id in rows:
        stays.setdefault(device_id, []).append(Stay(first, institution_id))
    return stays


def usage_since(session: Session, day: date) -> dict[tuple[int, date], int]:
    """Stored milliseconds by (device, day), from `day` on."""
    rows = bulk_read(
        session,
        select(UsageDay.device_id, UsageDay.day, UsageDay.active_ms).where(UsageDay.day >= day),
    )
    return {(device_id, on): active_ms for device_id, on, active_ms in rows}


def covered_until(session: Session, day: date) -> set[int]:
    """The devices whose covered days reach `day`."""
    rows = bulk_read(session, select(UsageCoverage.device_id).where(UsageCoverage.last_day >= day))
    return {device_id for (device_id,) in rows}


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which a device was covered, both inclusive."""

    first_day: date
    last_day: date
    institution_id: int


def newest_spans(session: Session) -> dict[int, Span]:
    """The newest covered span of each device."""
    newest = (
        select(UsageCoverage.device_id, func.max(UsageCoverage.first_day).label("first_day"))
        .group_by(UsageCoverage.device_id)
        .subquery()
    )
    rows = bulk_read(
        session,
        select(
            UsageCoverage.device_id,
            UsageCoverage.first_day,
            UsageCoverage.last_day,
            UsageCoverage.institution_id,
        ).join(
            newest,
            and_(
                newest.c.device_id == UsageCoverage.device_id,
                newest.c.first_day == UsageCoverage.first_day,
            ),
        ),
    )
    return {device_id: Span(first, last, place) for device_id, first, last, place in rows}


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the sync as a page shows it."""

    id: int
    status: SyncStatus
    started_at: datetime
    finished_at: datetime | None
    started_by: str
    dry_run: bool
    pages: int
    seen: int
    matched: int
    unmatched: int
    updated: int
    unchanged: int
    usage_days: int
    retries: int
    ambiguous: list[dict[str, Any]] | None
    message: str | None


_RUN_COLUMNS: Final = tuple(getattr(SyncRun, field.name) for field in fields(Run))


def runs(session: Session, limit: int = 30) -> list[Run]:
    """The newest runs, the newest first."""
    rows = session.execute(select(*_RUN_COLUMNS).order_by(SyncRun.id.desc()).limit(limit))
    return [Run(*row) for row in rows]


def run(session: Session, run_id: int) -> Run:
    """One run by its number; raises NoResultFound where there is none."""
    return Run(*session.execute(select(*_RUN_COLUMNS).where(SyncRun.id == run_id)).one())


def unmatched_devices(session: Session) -> list[UnmatchedDevice]:
    """What Google knows and the register does not, by organisational unit and serial."""
    return list(
        session.scalars(
            select(UnmatchedDevice).order_by(
                UnmatchedDevice.org_unit_path,
                UnmatchedDevice.serial_number,
                UnmatchedDevice.google_id,
            )
        )
    )


def institutions_by_unit(session: Session) -> dict[str, int]:
    """Organisational unit path -> the institution that most of its known Chromebooks belong to."""
    rows = session.execute(
        select(GoogleDevice.org_unit_path, Device.institution_id, func.count())
        .join(Device, Device.id == GoogleDevice.device_id)
        .group_by(GoogleDevice.org_unit_path, Device.institution_id)
        .order_by(func.count())
    )
    return {path: institution_id for path, institution_id, _ in rows}

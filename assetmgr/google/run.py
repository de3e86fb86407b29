"""One whole run of the sync: read with no transaction open, then write in bounded batches."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor, Via
from assetmgr.config import Config, ConfigError
from assetmgr.custody.operations.comparing import custody_rows, write_custody
from assetmgr.custody.queries import is_on
from assetmgr.db.batches import batches
from assetmgr.db.errors import Refused
from assetmgr.db.locks import Lock, alone
from assetmgr.db.transaction import reading, writing
from assetmgr.devices.models import Device
from assetmgr.extensions import config_of, db
from assetmgr.google import queries
from assetmgr.google.models import RUNNING_ALREADY, SyncStatus
from assetmgr.google.operations import apply
from assetmgr.google.operations.runs import begin_run, end_run
from assetmgr.institutions.models import Institution
from assetmgr.lending.operations.counting import keep_unused
from assetmgr.lending.queries.unused import unused_counts
from sync.changes import Ambiguous, Changes
from sync.faults import ShortSweep, SyncFault
from sync.google import GoogleSource
from sync.guard import check_sweep
from sync.reconcile import reconcile
from sync.records import SeenDevice
from sync.source import DeviceSource, Progress, sweep
from sync.users import Marks
from sync.window import covered_days

BATCH: Final = 5_000
SYNC: Final = Actor("Google", Via.SYNC)


def google_source(config: Config, progress: Progress = lambda _tally, _note: None) -> GoogleSource:
    """The configured Google as a source of devices.

    Raises:
        ConfigError: the credentials or the administrator's address are not set.
        ConfigurationFault: the credentials file is unusable.
    """
    google = config.google
    if google.credentials is None or google.subject is None:
        raise ConfigError(
            "ASSETMGR_GOOGLE_CREDENTIALS and ASSETMGR_GOOGLE_SUBJECT: set both to sync with Google"
        )
    return GoogleSource(
        google.credentials, google.subject, google.customer, google.endpoint, progress=progress
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    usage: list[apply.Row]
    coverage: list[apply.Row]
    custody: list[apply.Row]
    where: apply.Whereabouts


@dataclass
class _Outcome:
    status: SyncStatus
    figures: dict[str, Any] = field(default_factory=dict)


def run_sync(
    app: Flask, source: DeviceSource, *, started_by: str, now: datetime, dry_run: bool = False
) -> queries.Run:
    """Begin a run and carry it out; see `carry_out`.

    Raises:
        Refused: another run is going on.
    """
    with app.app_context(), turn(config_of(app).data_dir):
        with writing(db.session(), reason="a run of the sync begins") as session:
            run_id = begin_run(session, started_by=started_by, dry_run=dry_run, now=now)
        return _carried_out(app, source, run_id, now=now, dry_run=dry_run)


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Be the only one that syncs, or begins a run, as long as the block runs.

    Raises:
        Refused: another process is at it.
    """
    with alone(db.engine, Lock.SYNC, folder) as free:
        if not free:
            raise Refused(RUNNING_ALREADY)
        yield


def carry_out(app: Flask, source: DeviceSource, run_id: int, *, now: datetime) -> queries.Run:
    """Sweep, reconcile, write; the begun run as it then stands in its row.

    A failed or refused run leaves the register as it was, and says why in its row.

    Raises:
        Refused: another process is at it.
    """
    with app.app_context(), turn(config_of(app).data_dir):
        return _carried_out(app, source, run_id, now=now, dry_run=False)


def _carried_out(
    app: Flask, source: DeviceSource, run_id: int, *, now: datetime, dry_run: bool
) -> queries.Run:
    outcome = _Outcome(SyncStatus.FAILED, {"message": "The run was cut off by an error."})
    try:
        outcome = _attempt(app, source, now, dry_run)
    finally:
        outcome.figures |= {"pages": source.tally.pages, "retries": source.tally.retries}
        _end(run_id, outcome.status, outcome.figures)
    with reading(db.session(), reason="the run is reported") as session:
        return queries.run(session, run_id)


def _end(run_id: int, status: SyncStatus, figures: Mapping[str, Any]) -> None:
    """Note how the run ended."""
    with writing(db.session(), reason="a run of the sync ends") as session:
        end_run(session, run_id, status, figures, datetime.now(UTC))


def _attempt(app: Flask, source: DeviceSource, now: datetime, dry_run: bool) -> _Outcome:
    marks = _marks()
    try:
        seen = sweep(source, marks)
        _check(seen)
    except ShortSweep as fault:
        return _Outcome(SyncStatus.REFUSED, {"seen": fault.seen, "message": str(fault)})
    except SyncFault as fault:
        return _Outcome(SyncStatus.FAILED, {"message": str(fault)})
    return _Outcome(SyncStatus.DONE, _reconciled(app, seen, marks, now, dry_run))


def _marks() -> Marks | None:
    """What turns accounts into marks; without it Google is not asked who uses the devices."""
    with reading(db.session(), reason="the municipality may have custody compared") as session:
        return Marks() if is_on(session) else None


def _check(seen: Sequence[SeenDevice]) -> None:
    with reading(db.session(), reason="the sweep is compared with the last good one") as session:
        check_sweep(len(seen), queries.last_good_count(session))


def _reconciled(
    app: Flask, seen: Sequence[SeenDevice], marks: Marks | None, now: datetime, dry_run: bool
) -> dict[str, Any]:
    zone = config_of(app).timezone
    window = covered_days(now, zone)
    with reading(db.session(), reason="a sweep is reconciled with the register") as session:
        changes = reconcile(queries.known_devices(session), seen, now)
        where = apply.Whereabouts(session, window[0])
        oldest = min(
            (day for days in changes.activity.values() for day in days), default=now.date()
        )
        usage = apply.usage_rows(changes.activity, queries.usage_since(session, oldest), where)
        coverage = _coverage(session, changes, window, where)
        custody = custody_rows(session, changes, marks, window[1]) if marks else []
        ambiguous = _named(session, changes.ambiguous)
    if not dry_run:
        today = now.astimezone(zone).date()
        _write(changes, _Rows(usage, coverage, custody, where), now, today)
        _count_unused(today)
    return {
        "seen": len(seen),
        "matched": changes.matched,
        "unmatched": len(changes.unmatched),
        "updated": len(changes.links),
        "unchanged": changes.unchanged,
        "usage_days": len(usage),
        "ambiguous": ambiguous,
    }


def _coverage(
    session: Session, changes: Changes, window: tuple[date, date], where: apply.Whereabouts
) -> list[apply.Row]:
    done = queries.covered_until(session, window[1])
    wanted = [key for key in changes.device_ids if key not in done]
    if not wanted:
        return []
    return apply.coverage_rows(wanted, window, queries.newest_spans(session), where)


def _write(changes: Changes, rows: _Rows, now: datetime, today: date) -> None:
    """Batches, each its own transaction: one that is cut off is made whole by the next run."""
    for links in batches(changes.links, BATCH):
        with writing(db.session(), reason="Google's facts are stored") as session:
            apply.write_links(session, links, rows.where, today)
            apply.write_seen(session, links)
            apply.fill_blanks(session, links, actor=SYNC, now=now, today=today)
    for usage in batches(rows.usage, BATCH):
        with writing(db.session(), reason="activity is stored") as session:
            apply.write_usage(session, usage)
    for custody in batches(rows.custody, BATCH):
        with writing(db.session(), reason="verdicts on custody are stored") as session:
            if is_on(session):  # it may have been switched off meanwhile
                write_custody(session, custody)
    with writing(db.session(), reason="covered days and unknown devices are stored") as session:
        apply.write_coverage(session, rows.coverage)
        apply.write_unmatched(session, changes.unmatched, now)


def _count_unused(today: date) -> None:
    """Count the lent devices that nobody uses, by what is known now."""
    with reading(db.session(), reason="unused devices are counted") as session:
        counts = unused_counts(session, session.scalars(select(Institution.id)).all(), today)
    with writing(db.session(), reason="counts of unused devices are kept") as session:
        keep_unused(session, counts, today)


def _named(session: Session, ambiguous: Sequence[Ambiguous]) -> list[dict[str, Any]]:
    """The ambiguous with the tags of the devices that each may be."""
    ids = {key for one in ambiguous for key in one.device_ids}
    named = session.execute(select(Device.id, Device.asset_tag).where(Device.id.in_(ids)))
    tags = dict(named.all())
    return [
        {
            "google_id": one.seen.google_id,
            "serial": one.seen.serial,
            "asset_tags": [tags[key] for key in one.device_ids],
            "reason": one.reason.value,
        }
        for one in ambiguous
    ]

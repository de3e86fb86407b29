"""A run of the sync as a row: begun, and ended one way or the other."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_set
from assetmgr.db.errors import refusing
from assetmgr.google.models import SyncRun, SyncStatus

GIVEN_UP_AFTER: Final = timedelta(minutes=1)
"""In which a process takes the lock of the run that it was begun for."""


def begin_run(session: Session, *, started_by: str, dry_run: bool, now: datetime) -> int:
    """Note that a run begins; its number.

    The caller holds the lock of the sync: a run that is noted as going on for longer than a minute
    has no process any more, was cut off, and is noted as failed.

    Raises:
        Refused: another run is going on.
    """
    bulk_set(
        session,
        SyncRun,
        SyncRun.status == SyncStatus.RUNNING,
        SyncRun.started_at < now - GIVEN_UP_AFTER,
        status=SyncStatus.FAILED,
        finished_at=now,
        message="The run was cut off before its end.",
    )
    run = SyncRun(status=SyncStatus.RUNNING, started_at=now, started_by=started_by, dry_run=dry_run)
    session.add(run)
    with refusing():
        session.flush()
    return run.id


def end_run(
    session: Session, run_id: int, status: SyncStatus, figures: Mapping[str, Any], now: datetime
) -> None:
    """Note how a run ended, with its figures (columns of SyncRun)."""
    run = session.scalars(select(SyncRun).where(SyncRun.id == run_id)).one()
    run.status = status
    run.finished_at = now
    for name, value in figures.items():
        setattr(run, name, value)

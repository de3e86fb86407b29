"""Importing a file in one go: the plan is made under a lock and applied as it was made."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.locks import Lock, hold
from assetmgr.exchange.parse import Table, read_table
from assetmgr.exchange.progress import Progress
from assetmgr.exchange.report import Plan
from assetmgr.exchange.subjects import SUBJECTS
from assetmgr.exchange.what import What


def plan_file(
    session: Session,
    what: What,
    content: bytes,
    *,
    today: date,
    progress: Progress | None = None,
    **wishes: Any,
) -> Plan:
    """What a file would do; nothing is written. `wishes` are those of the subject's `plan`."""
    table = read_table(content, SUBJECTS[what].shape)
    return plan_table(session, what, table, today=today, progress=progress, **wishes)


def plan_table(
    session: Session,
    what: What,
    table: Table,
    *,
    today: date,
    progress: Progress | None = None,
    **wishes: Any,
) -> Plan:
    """The same of a file that was read already."""
    return SUBJECTS[what].plan(session, table, today=today, progress=progress, **wishes)


def import_file(
    session: Session,
    what: What,
    content: bytes,
    *,
    actor: Actor,
    now: datetime,
    today: date,
    progress: Progress | None = None,
    **wishes: Any,
) -> Plan:
    """Plan a file and, where nothing is wrong with it, write it; the plan, with its faults.

    Two imports at the same moment follow one another, so that the second sees the first's rows.

    Raises:
        Refused: somebody else changed the same data in between; nothing may be committed.
    """
    hold(session, Lock.IMPORT)
    plan = plan_file(session, what, content, today=today, progress=progress, **wishes)
    if not plan.report.faults:
        apply_plan(session, what, plan, actor=actor, now=now, today=today, progress=progress)
    return plan


def apply_plan(session: Session, what: What, plan: Plan, **options: Any) -> None:
    """Write what a plan without faults says; options as of the subject's `apply`."""
    SUBJECTS[what].apply(session, plan, **options)
    session.flush()

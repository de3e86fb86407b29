"""Adding, changing and removing an institution's own sheets."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record
from assetmgr.db.errors import refusing
from assetmgr.labeling.models import LabelSheet
from assetmgr.labeling.policy.papers import USUAL
from assetmgr.labeling.queries.styles import setting_or_none

COLUMNS = ("name", "width", "height", "columns", "rows", "left", "top", "pitch_x", "pitch_y")
Values = Mapping[str, Any]


def add_sheet(
    session: Session, institution_id: int, values: Values, *, actor: Actor, now: datetime
) -> LabelSheet:
    """Add a sheet (COLUMNS; measures in mm) that was checked with `labels.fit.faults_of`.

    Raises:
        Refused: the institution has one of that name.
    """
    sheet = LabelSheet(institution_id=institution_id, **values)
    with refusing(), session.begin_nested():
        session.add(sheet)
    _record(session, "created", sheet, None, values, actor, now)
    return sheet


def change_sheet(
    session: Session, sheet: LabelSheet, values: Values, *, actor: Actor, now: datetime
) -> bool:
    """Set the measures of a sheet; whether anything changed.

    Raises:
        Refused: the institution has another one of that name.
    """
    before = {name: getattr(sheet, name) for name in COLUMNS}
    changed = {name: value for name, value in values.items() if before[name] != value}
    if not changed:
        return False
    with refusing(), session.begin_nested():
        for name, value in changed.items():
            setattr(sheet, name, value)
    _record(
        session, "changed", sheet, {name: before[name] for name in changed}, changed, actor, now
    )
    return True


def remove_sheet(session: Session, sheet: LabelSheet, *, actor: Actor, now: datetime) -> None:
    """Remove a sheet; where it was the usual one, the product's own usual sheet is again."""
    before = {name: getattr(sheet, name) for name in COLUMNS}
    setting = setting_or_none(session, sheet.institution_id)
    if setting is not None and setting.sheet_id == sheet.id:
        setting.sheet_id, setting.paper = None, USUAL
        session.flush()
    _record(session, "removed", sheet, before, None, actor, now)
    session.delete(sheet)
    session.flush()


def _record(
    session: Session,
    action: str,
    sheet: LabelSheet,
    before: Values | None,
    after: Values | None,
    actor: Actor,
    now: datetime,
) -> None:
    record(
        session,
        entry(
            action=action,
            subject="label_sheet",
            subject_id=sheet.id,
            label=sheet.name,
            institution_id=sheet.institution_id,
            before=before,
            after=after,
            actor=actor,
            now=now,
        ),
    )

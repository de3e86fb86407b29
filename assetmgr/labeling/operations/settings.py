"""Keeping how an institution's labels look."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record
from assetmgr.labeling.models import LabelSetting
from assetmgr.labeling.policy.papers import OWN, ensure_offset
from assetmgr.labeling.policy.style import Style
from assetmgr.labeling.queries.styles import setting_or_none


def keep_style(
    session: Session, institution_id: int, code: str, style: Style, *, actor: Actor, now: datetime
) -> bool:
    """Keep the style of the institution with this code; whether anything changed.

    Raises:
        Refused: the offset takes a label of the usual sheet off the page.
    """
    ensure_offset(style.paper.sheet, style.offset)
    setting = setting_or_none(session, institution_id)
    values = _columns(style)
    before = {name: getattr(setting, name) for name in values} if setting else {}
    if before == values:
        return False
    if setting is None:
        session.add(LabelSetting(institution_id=institution_id, **values))
    else:
        for name, value in values.items():
            setattr(setting, name, value)
    record(
        session,
        entry(
            action="changed",
            subject="label_setting",
            subject_id=institution_id,
            label=code,
            institution_id=institution_id,
            before=before,
            after=values,
            actor=actor,
            now=now,
        ),
    )
    session.flush()
    return True


def _columns(style: Style) -> dict[str, Any]:
    own = style.paper.key.removeprefix(OWN) if style.paper.key.startswith(OWN) else None
    return {
        "lines": [line.value for line in style.lines],
        "free_line": style.free_line,
        "paper": None if own else style.paper.key,
        "sheet_id": int(own) if own else None,
        "offset_x": round(style.offset[0] * 10),
        "offset_y": round(style.offset[1] * 10),
    }

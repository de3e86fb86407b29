"""Rows of labels that the town does not have, put there when a test first asks for them."""

from typing import Any, Final

from flask import Flask
from sqlalchemy import select

from assetmgr.db.transaction import writing
from assetmgr.extensions import db
from assetmgr.labeling.models import BlankCode, LabelSetting, LabelSheet
from assetmgr.labeling.operations.blanks import make_codes
from tests.support.town import ACTOR, NOW, Town

MEASURES: Final[dict[str, Any]] = {
    "width": 48.5,
    "height": 16.9,
    "columns": 4,
    "rows": 16,
    "left": 8.0,
    "top": 12.8,
    "pitch_x": 48.6,
    "pitch_y": 17.0,
}
"""A sheet that no maker's table here has."""


def label_rows(institution_id: int) -> list[Any]:
    """One row for each table of labels."""
    code = f"X{institution_id}-0001"
    return [
        LabelSheet(institution_id=institution_id, name="Own", **MEASURES),
        LabelSetting(institution_id=institution_id, lines=["room"], paper="L4770"),
        BlankCode(
            institution_id=institution_id,
            number=9_000,
            code=code,
            code_key=code.casefold(),
            printed_at=NOW,
        ),
    ]


def blank_of(app: Flask, town: Town, code: str) -> str:
    """A blank code of the institution that is on no device."""
    place = town.institutions[code]
    with app.app_context(), writing(db.session(), reason="a test") as session:
        known = session.scalars(
            select(BlankCode.code).where(
                BlankCode.institution_id == place, BlankCode.device_id.is_(None)
            )
        ).first()
        return known or make_codes(session, place, code, 1, actor=ACTOR, now=NOW)[0]


def own_sheet_of(app: Flask, town: Town, code: str) -> int:
    """A sheet of the institution's own."""
    place = town.institutions[code]
    with app.app_context(), writing(db.session(), reason="a test") as session:
        known = session.scalars(select(LabelSheet).where(LabelSheet.institution_id == place))
        found = known.first() or LabelSheet(institution_id=place, name="Own", **MEASURES)
        session.add(found)
        session.flush()
        return found.id

"""How the labels of institutions look."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from assetmgr.labeling.codes import LabelLine
from assetmgr.labeling.models import LabelSetting, LabelSheet
from assetmgr.labeling.policy.papers import OWN, Paper, known_papers, paper_named
from assetmgr.labeling.policy.style import Style, usual_style
from labels.sheets import Sheet


def styles_of(session: Session, institution_ids: Iterable[int]) -> Mapping[int, Style]:
    """Institution -> its style; the usual one where it chose none."""
    wanted = set(institution_ids)
    if not wanted:
        return {}
    usual = usual_style()
    chosen = {
        setting.institution_id: _style(setting, sheet, usual)
        for setting, sheet in session.execute(_settings().where(_owner.in_(wanted)))
    }
    return {key: chosen.get(key, usual) for key in wanted}


def style_of(session: Session, institution_id: int) -> Style:
    """The style of one institution."""
    return styles_of(session, [institution_id])[institution_id]


def setting_or_none(session: Session, institution_id: int) -> LabelSetting | None:
    """The setting of an institution for a change; none where it chose nothing yet."""
    return session.scalars(select(LabelSetting).where(_owner == institution_id)).one_or_none()


def own_sheets(session: Session, institution_id: int) -> Sequence[LabelSheet]:
    """The sheets that an institution added, by name."""
    return session.scalars(
        select(LabelSheet)
        .where(LabelSheet.institution_id == institution_id)
        .order_by(LabelSheet.name)
    ).all()


def own_sheet_or_none(session: Session, institution_id: int, sheet_id: int) -> LabelSheet | None:
    """One of the sheets that an institution added."""
    return session.scalars(
        select(LabelSheet).where(
            LabelSheet.id == sheet_id, LabelSheet.institution_id == institution_id
        )
    ).one_or_none()


def papers_of(session: Session, institution_id: int | None) -> tuple[Paper, ...]:
    """What an institution may print on: its own sheets, then what everybody knows."""
    own = own_sheets(session, institution_id) if institution_id is not None else ()
    return (*(own_paper(sheet) for sheet in own), *known_papers())


def own_paper(sheet: LabelSheet) -> Paper:
    """An institution's own sheet as something to print on."""
    measures = Sheet(
        sheet.name,
        sheet.width,
        sheet.height,
        sheet.columns,
        sheet.rows,
        sheet.left,
        sheet.top,
        sheet.pitch_x,
        sheet.pitch_y,
    )
    return Paper(f"{OWN}{sheet.id}", sheet.name, measures)


_owner = LabelSetting.institution_id


def _settings() -> Select[*tuple[Any, ...]]:
    return select(LabelSetting, LabelSheet).outerjoin(
        LabelSheet, LabelSheet.id == LabelSetting.sheet_id
    )


def _style(setting: LabelSetting, sheet: LabelSheet | None, usual: Style) -> Style:
    known = paper_named(setting.paper or "", known_papers())
    return Style(
        tuple(line for line in LabelLine if line.value in setting.lines),
        setting.free_line,
        own_paper(sheet) if sheet is not None else known or usual.paper,
        (setting.offset_x / 10, setting.offset_y / 10),
    )

"""The part of an act that is filled in by hand when the device comes back."""

from collections.abc import Sequence
from typing import Final

from reportlab.lib.units import mm

from assetmgr.loans.act.contents import ActContents
from assetmgr.loans.act.flow import Flow
from assetmgr.loans.act.layouts.one import parts, style, words
from assetmgr.loans.act.layouts.one.signing import signatures, signatures_height
from assetmgr.loans.act.marks import Rule, Text, Tick
from assetmgr.loans.act.typeset import width

ROW: Final = 14.5
"""Room to write by hand on a line."""
BOX: Final = 7.0
SIGNERS: Final = (("Atdeva", ""), ("Pieņēma", ""))


def returning(flow: Flow, contents: ActContents) -> None:
    """Blank lines for date, state, accessories, notes and signatures; all on one page."""
    rows = _rows(words.counted((one.code, one.count) for one in contents.accessories))
    flow.need(24 + ROW * (len(rows) + 2) + signatures_height(SIGNERS))
    parts.heading(flow, "Atgriešana (aizpilda, saņemot resursu atpakaļ)")
    flow.y -= ROW - 2
    _label(flow, style.LEFT, "Datums")
    flow.put(Rule(style.LEFT + style.LABEL, flow.y - 2, 32 * mm, strong=True))
    _label(flow, style.SECOND, "Stāvoklis")
    _ticks(flow, style.SECOND + 20 * mm, list(words.STATES.values()))
    for place, row in enumerate(rows):
        flow.y -= ROW
        _label(flow, style.LEFT, "" if place else "Atdoti piederumi")
        _ticks(flow, style.LEFT + style.LABEL, row)
    flow.y -= ROW
    _label(flow, style.LEFT, "Piezīmes")
    flow.put(Rule(style.LEFT + style.LABEL, flow.y - 2, style.WIDTH - style.LABEL, strong=True))
    flow.y -= 6
    signatures(flow, SIGNERS)


def _label(flow: Flow, x: float, label: str) -> None:
    if label:
        flow.put(Text(x, flow.y, label, style.SMALL, muted=True))


def _rows(texts: Sequence[str]) -> list[list[str]]:
    """Deal what is to be ticked out to rows."""
    rows: list[list[str]] = []
    length = style.WIDTH
    for text in texts:
        if length + _wide(text) > style.WIDTH - style.LABEL:
            rows.append([])
            length = 0
        rows[-1].append(text)
        length += _wide(text)
    return rows


def _ticks(flow: Flow, x: float, texts: Sequence[str]) -> None:
    for text in texts:
        flow.put(Tick(x, flow.y - 0.5, BOX), Text(x + BOX + 4, flow.y, text, style.TEXT))
        x += _wide(text)


def _wide(text: str) -> float:
    return BOX + 4 + width(text, style.TEXT) + 12

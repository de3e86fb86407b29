"""Lists of devices to be given back, class by class, with a box to tick before each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final

from reportlab.lib.units import mm

from assetmgr.loans.act.flow import Flow
from assetmgr.loans.act.layouts.one import style
from assetmgr.loans.act.marks import Page, Rule, Text, Tick
from assetmgr.loans.act.typeset import wrap
from assetmgr.loans.printing import paper

ROW: Final = 15.0
BOX: Final = 8.0
_COLUMNS: Final = (6 * mm, 60 * mm, 86 * mm, 136 * mm)
_ENDS: Final = (58 * mm, 84 * mm, 134 * mm, style.WIDTH)
"""Where name, tag, model and day begin and end, from the left margin."""
HEADS: Final = ("Vārds, uzvārds", "Birka", "Modelis", "Jāatdod līdz")


@dataclass(frozen=True, slots=True)
class Line:
    """A device on loan; `note` stands instead of an empty box: it is back, lost."""

    name: str
    asset_tag: str
    model: str
    due_on: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Class:
    """The lines of a class, which begins a page of its own."""

    name: str
    lines: Sequence[Line]


def write_lists(
    stream: BinaryIO, title: str, institution: str, today: date, classes: Sequence[Class]
) -> None:
    """Write a list for each class.

    Raises:
        ValueError: there is no class.
    """
    if not classes:
        raise ValueError("there is nothing to list")
    paper.write(
        stream, title, institution, (_pages(title, institution, today, one) for one in classes)
    )


def _pages(title: str, institution: str, today: date, one: Class) -> list[Page]:
    flow = paper.new_flow()
    name = one.name or "Bez klases"
    below = f"{name} · {len(one.lines)} ier. · {paper.day(today)}"
    paper.title(flow, institution, title, below)
    _head(flow)
    for line in one.lines:
        if flow.y - ROW < style.BOTTOM + ROW:
            flow.need(flow.y)  # nothing more has room on this page
            _head(flow)
        _row(flow, line)
    return paper.footed(flow, f"{title}, {name}")


def _head(flow: Flow) -> None:
    flow.y -= ROW
    for head, x in zip(HEADS, _COLUMNS, strict=True):
        flow.put(Text(style.LEFT + x, flow.y + 4, head, style.SMALL, muted=True))
    flow.put(Rule(style.LEFT, flow.y, style.WIDTH, strong=True))


def _row(flow: Flow, line: Line) -> None:
    flow.y -= ROW
    base = flow.y + 4.5
    if not line.note:
        flow.put(Tick(style.LEFT, flow.y + 3.5, BOX))
    due = line.note or (paper.day(line.due_on) if line.due_on else "")
    texts = (line.name, line.asset_tag, line.model, due)
    for text, x, end in zip(texts, _COLUMNS, _ENDS, strict=True):
        if cut := wrap(text, end - x, style.TEXT):
            shown = cut[0] + ("…" if len(cut) > 1 else "")
            flow.put(Text(style.LEFT + x, base, shown, style.TEXT, bold=x == _COLUMNS[0]))
    flow.put(Rule(style.LEFT, flow.y, style.WIDTH))

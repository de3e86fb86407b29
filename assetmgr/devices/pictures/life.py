"""The life of a device on a line of years: what is gone, what is left, what ends when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportlab.graphics.shapes import Drawing

from assetmgr.web.charts import ink
from assetmgr.web.charts.palette import AMBER, AMBER_FILL, GREY, LINE, MUTED, SEA, Token
from assetmgr.web.charts.size import Size

RAIL: Final = 8.0
GAP: Final = 12.0
HALF_A_YEAR: Final = 183


@dataclass(frozen=True, slots=True)
class Moment:
    """A day on the line and what it is called."""

    day: date
    label: str
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class LifeSpan:
    """From `acquired_on` to the end of the useful life, with today and other days between."""

    acquired_on: date
    ends_on: date
    today: date
    today_label: str
    moments: tuple[Moment, ...]


def life_chart(life: LifeSpan, size: Size) -> Drawing:
    """Draw the line; what is past the end of life is grey, each ending an amber tick."""
    place = _places(life, size.width)
    names = _placed_names(life, place, size)
    rows = max(name.row for name in names) + 1
    text = size.text
    rail = text * (1.5 * rows + 0.8)
    drawing = Drawing(size.width, rail + RAIL + text * 2)
    _line(drawing, life, place, rail)
    for name in names:
        low = rail - text * (1.5 * name.row + 1.6)
        ink.write(drawing, name.left, low, name.text, text, colour=name.colour)
    half = ink.width(life.today_label, text) / 2
    x = min(max(place(life.today), half), size.width - half)
    ink.write(drawing, x, rail + RAIL + 8, life.today_label, text, anchor="middle")
    return drawing


def _places(life: LifeSpan, width: float) -> Callable[[date], float]:
    """Where a day stands: the line has half a year of room after the last day."""
    days = [life.acquired_on, life.ends_on, life.today, *(moment.day for moment in life.moments)]
    first, last = min(days), max(days)
    span = (last - first).days + HALF_A_YEAR
    return lambda day: 8 + (width - 16) * (day - first).days / span


def _line(drawing: Drawing, life: LifeSpan, place: Callable[[date], float], rail: float) -> None:
    start, end, now = place(life.acquired_on), place(life.ends_on), place(life.today)
    ink.box(drawing, 0, rail, drawing.width, RAIL, LINE, RAIL / 2)
    ink.box(drawing, start, rail, min(now, end) - start, RAIL, SEA)
    ink.box(drawing, end, rail, now - end, RAIL, GREY)
    for moment in life.moments:
        x = place(moment.day)
        colour, stroke = (AMBER_FILL, 3) if moment.is_end else (GREY, 2)
        ink.rule(drawing, (x, rail - 5), (x, rail + RAIL + 5), colour, stroke)
    ink.dot(drawing, now, rail + RAIL / 2, 7, SEA)


@dataclass(frozen=True, slots=True)
class _Name:
    """A day's name under the line: where it begins and in which row it stands."""

    left: float
    row: int
    text: str
    colour: Token


def _placed_names(life: LifeSpan, place: Callable[[date], float], size: Size) -> list[_Name]:
    """Each name under its day, in the first row where it has room."""
    names: list[_Name] = []
    ends: list[float] = []
    for moment in sorted(life.moments, key=lambda one: one.day):
        wide = ink.width(moment.label, size.text)
        left = min(max(place(moment.day) - wide / 2, 0), size.width - wide)
        row = next((row for row, end in enumerate(ends) if end < left), len(ends))
        ends[row : row + 1] = [left + wide + GAP]
        names.append(_Name(left, row, moment.label, AMBER if moment.is_end else MUTED))
    return names

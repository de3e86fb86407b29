"""The life of a device on a line of years: what is gone, what is left, what ends when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportlab.graphics.shapes import Drawing

from assetmgr.web.charts import ink
from assetmgr.web.charts.palette import AMBER, AMBER_FILL, GREY, INK, LINE, MUTED, SEA, Token
from assetmgr.web.charts.scale import spread
from assetmgr.web.charts.size import COMPACT, Size

RAIL: Final = 8.0
DAYS: Final = 365.25


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
    text = size.text
    drawing = Drawing(size.width, text * 6)
    place = _places(life, size.width)
    rail = text * 3
    ink.box(drawing, 0, rail, size.width, RAIL, LINE, RAIL / 2)
    gone, end = min(place(life.today), place(life.ends_on)), place(life.ends_on)
    ink.box(drawing, place(life.acquired_on), rail, gone - place(life.acquired_on), RAIL, SEA)
    if life.today > life.ends_on:
        ink.box(drawing, end, rail, place(life.today) - end, RAIL, GREY)
    for moment in life.moments:
        x = place(moment.day)
        colour = AMBER_FILL if moment.is_end else GREY
        ink.rule(drawing, (x, rail - 5), (x, rail + RAIL + 5), colour, 3 if moment.is_end else 2)
    x = place(life.today)
    ink.dot(drawing, x, rail + RAIL / 2, 7, SEA)
    _named(drawing, [(x, life.today_label, INK)], rail + RAIL + 8, size)
    _names(drawing, life, place, size)
    return drawing


def _places(life: LifeSpan, width: float) -> Callable[[date], float]:
    """Where a day stands: the line has half a year of room after the last day."""
    days = [life.acquired_on, life.ends_on, life.today, *(moment.day for moment in life.moments)]
    first, last = min(days), max(days)
    span = max((last - first).days + DAYS / 2, 1)
    return lambda day: 8 + (width - 16) * (day - first).days / span


def _names(drawing: Drawing, life: LifeSpan, place: Callable[[date], float], size: Size) -> None:
    """The days' names under the line, in two rows where one has no room for them."""
    named = [(place(one.day), one.label, AMBER if one.is_end else MUTED) for one in life.moments]
    named.sort(key=lambda one: one[0])
    rows = [named[::2], named[1::2]] if size is COMPACT and len(named) > 1 else [named]
    for row, names in enumerate(rows):
        _named(drawing, names, size.text * (1.4 - 1.4 * row), size)


def _named(drawing: Drawing, names: list[tuple[float, str, Token]], y: float, size: Size) -> None:
    widest = max((ink.width(text, size.text) for _, text, _ in names), default=0)
    low, high = widest / 2, size.width - widest / 2
    middles = spread([x for x, _, _ in names], widest + 8, low, high)
    for middle, (_, text, colour) in zip(middles, names, strict=True):
        ink.write(drawing, middle, y, text, size.text, colour=colour, anchor="middle")

"""Stacked bars: what falls due by year, each kind a shade, the total above the bar."""

from collections.abc import Sequence
from math import ceil

from reportlab.graphics.shapes import Drawing

from assetmgr.web.charts import ink
from assetmgr.web.charts.frame import (
    Name,
    Plot,
    draw_axis,
    draw_legend,
    draw_names,
    draw_target,
    legend,
    legend_height,
    names_width,
)
from assetmgr.web.charts.palette import AMBER, AMBER_FILL, INK, MUTED, SHADES
from assetmgr.web.charts.scale import ticks
from assetmgr.web.charts.series import Stacks
from assetmgr.web.charts.size import COMPACT, MEDIUM, Size

GAP = 1.0
APART = 4.0
"""Between two texts that stand side by side."""


def stacked_chart(data: Stacks, size: Size = MEDIUM) -> Drawing:
    """Draw the bars; the names stand beside the last bar where the size has room for them.

    Raises ValueError for more series than there are shades.
    """
    if len(data.series) > len(SHADES):
        raise ValueError(f"at most {len(SHADES)} series in one bar; fold the rest into one")
    direct = size is not COMPACT
    names = [line.name for line in data.series] + ([data.limit.label] if data.limit else [])
    shades = [*SHADES[: len(data.series)], *([AMBER_FILL] if data.limit else [])]
    keys = [] if direct else legend(names, shades, size)
    marks = _marks(data)
    left = max(ink.width(data.number(mark), size.text) for mark in marks) + 8
    right = names_width(names, size) if direct else _beyond(data, size.width - left, size.text)
    bottom, top = size.text * 2, size.text * 1.8 + legend_height(keys, size)
    plot = Plot(left, bottom, size.width - left - right, size.plot, marks[-1])
    drawing = Drawing(size.width, bottom + size.plot + top)
    draw_legend(drawing, keys, size)
    draw_axis(drawing, plot, marks, data.number, size.text)
    draw_target(drawing, plot, data.limit)
    _bars(drawing, plot, data, size)
    if direct:
        draw_names(drawing, plot, _names(plot, data), size)
    return drawing


def _marks(data: Stacks) -> tuple[float, ...]:
    totals = _totals(data)
    limit = data.limit.value if data.limit else 0
    return ticks(max([*totals, limit]), whole=all(total % 1 == 0 for total in totals))


def _totals(data: Stacks) -> list[float]:
    return [sum(_column(data, place)) for place in range(len(data.categories))]


def _column(data: Stacks, place: int) -> list[float]:
    return [line.values[place] or 0 for line in data.series]


def _bars(drawing: Drawing, plot: Plot, data: Stacks, size: Size) -> None:
    band = plot.width / max(1, len(data.categories))
    wide = min(band * 0.64, 88)
    named = _every(band, [ink.width(one, size.text) for one in data.categories])
    summed = _every(band, _sums(data, size.text))
    for place, category in enumerate(data.categories):
        middle = plot.left + band * (place + 0.5)
        to_come = len(data.categories) - 1 - place
        _bar(drawing, plot, _column(data, place), middle - wide / 2, wide)
        if to_come % named == 0:
            low = plot.bottom - size.text * 1.5
            ink.write(drawing, middle, low, category, size.text, colour=MUTED, anchor="middle")
        if to_come % summed == 0:
            _total(drawing, plot, data, place, middle, size.text)


def _every(band: float, widths: Sequence[float]) -> int:
    """Of so many bars one is written at, the last one surely, so that texts stand apart."""
    return max(1, ceil((max(widths, default=0) + APART) / band))


def _sums(data: Stacks, text: float) -> list[float]:
    return [ink.width(data.number(total), text, bold=True) for total in _totals(data)]


def _beyond(data: Stacks, room: float, text: float) -> float:
    """How far the last bar's sum reaches beyond its band."""
    band = room / max(1, len(data.categories))
    return max(0, (_sums(data, text) or [0])[-1] - band) / 2


def _total(
    drawing: Drawing, plot: Plot, data: Stacks, place: int, middle: float, text: float
) -> None:
    """The bar's sum above it, or above the limit's line where that would cross the figures."""
    total = _totals(data)[place]
    y = plot.y(total) + 6
    limit = plot.y(data.limit.value) if data.limit else 0
    if y - 3 < limit < y + text:
        y = limit + 4
    ink.write(drawing, middle, y, data.number(total), text, anchor="middle", bold=True)


def _bar(drawing: Drawing, plot: Plot, column: list[float], x: float, wide: float) -> None:
    low = 0.0
    for value, shade in zip(column, SHADES, strict=False):
        bottom, top = plot.y(low), plot.y(low + value)
        ink.box(drawing, x, bottom, wide, max(top - bottom - GAP, 0.5 if value else 0), shade)
        low += value


def _names(plot: Plot, data: Stacks) -> list[Name]:
    column = _column(data, len(data.categories) - 1)
    middles = [sum(column[:place]) + value / 2 for place, value in enumerate(column)]
    names = [
        Name(plot.y(middle), line.name, INK, shade)
        for middle, line, shade in zip(middles, data.series, SHADES, strict=False)
    ]
    limit = data.limit
    return [*names, Name(plot.y(limit.value), limit.label, AMBER)] if limit else names

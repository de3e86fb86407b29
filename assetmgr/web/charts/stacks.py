"""Stacked bars: what falls due by year, each kind a shade, the total above the bar."""

from reportlab.graphics.shapes import Drawing

from assetmgr.web.charts import ink
from assetmgr.web.charts.frame import (
    Plot,
    draw_axis,
    draw_legend,
    draw_target,
    legend,
    legend_height,
)
from assetmgr.web.charts.palette import MUTED, SHADES
from assetmgr.web.charts.scale import spread, ticks
from assetmgr.web.charts.series import Stacks
from assetmgr.web.charts.size import MEDIUM, Size

GAP = 1.0


def stacked_chart(data: Stacks, size: Size = MEDIUM) -> Drawing:
    """Draw the bars; the names stand beside the last bar where the size has room for them.

    Raises ValueError for more series than there are shades.
    """
    if len(data.series) > len(SHADES):
        raise ValueError(f"at most {len(SHADES)} series in one bar; fold the rest into one")
    names = tuple(line.name for line in data.series)
    direct = size.width >= MEDIUM.width
    keys = [] if direct else legend(names, SHADES[: len(names)], size)
    marks = ticks(max([*_totals(data), data.limit.value if data.limit else 0]))
    left = max(ink.width(data.number(mark), size.text) for mark in marks) + 8
    right = max(ink.width(name, size.text) for name in names) + 28 if direct else 0
    bottom, top = size.text * 2, size.text * 1.8 + legend_height(keys, size)
    plot = Plot(left, bottom, size.width - left - right, size.plot, marks[-1])
    drawing = Drawing(size.width, bottom + size.plot + top)
    draw_legend(drawing, keys, size)
    draw_axis(drawing, plot, marks, data.number, size.text)
    _bars(drawing, plot, data, size)
    if data.limit:
        draw_target(drawing, plot, data.limit, size.text)
    if direct:
        _names(drawing, plot, data, size)
    return drawing


def _totals(data: Stacks) -> list[float]:
    return [sum(_column(data, place)) for place in range(len(data.categories))]


def _column(data: Stacks, place: int) -> list[float]:
    return [line.values[place] or 0 for line in data.series]


def _bars(drawing: Drawing, plot: Plot, data: Stacks, size: Size) -> None:
    band = plot.width / max(1, len(data.categories))
    wide = min(band * 0.64, 88)
    for place, (category, total) in enumerate(zip(data.categories, _totals(data), strict=True)):
        middle = plot.left + band * (place + 0.5)
        _bar(drawing, plot, _column(data, place), middle - wide / 2, wide)
        low = plot.bottom - size.text * 1.5
        ink.write(drawing, middle, low, category, size.text, colour=MUTED, anchor="middle")
        ink.write(
            drawing,
            middle,
            plot.y(total) + 6,
            data.number(total),
            size.text,
            anchor="middle",
            bold=True,
        )


def _bar(drawing: Drawing, plot: Plot, column: list[float], x: float, wide: float) -> None:
    low = 0.0
    for value, shade in zip(column, SHADES, strict=False):
        bottom, top = plot.y(low), plot.y(low + value)
        ink.box(drawing, x, bottom, wide, max(top - bottom - GAP, 0.5 if value else 0), shade)
        low += value


def _names(drawing: Drawing, plot: Plot, data: Stacks, size: Size) -> None:
    column = _column(data, len(data.categories) - 1)
    middles = [sum(column[:place]) + value / 2 for place, value in enumerate(column)]
    low, high = plot.bottom + size.text / 2, plot.bottom + plot.height - size.text / 2
    heights = spread([plot.y(value) for value in middles], size.text * 1.5, low, high)
    for y, line, shade in zip(heights, data.series, SHADES, strict=False):
        side = size.text * 0.8
        ink.box(drawing, plot.right + 6, y - side / 2, side, side, shade, 2)
        ink.write(drawing, plot.right + 22, y - size.text / 3, line.name, size.text)

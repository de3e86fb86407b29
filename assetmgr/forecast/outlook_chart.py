"""A ratio on each 1 September: as the plan keeps it, and what becomes of it without purchases."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing

from assetmgr.web.charts import COMPACT, MEDIUM, Size, ink
from assetmgr.web.charts.frame import (
    Name,
    Plot,
    draw_axis,
    draw_legend,
    draw_names,
    legend,
    legend_height,
    names_width,
)
from assetmgr.web.charts.palette import AMBER, AMBER_FILL, GREY, INK, MUTED, SEA, SHADES, Token
from assetmgr.web.charts.scale import runs, ticks
from assetmgr.web.charts.series import Line, NumberText

BOUND = 3
"""A line without purchases is drawn up to this many times the highest other value."""

COLOURS: tuple[Token, ...] = (SHADES[2], SEA, GREY)
"""Of the three lines, in the order of `OutlookLines.lines`."""


@dataclass(frozen=True, slots=True)
class OutlookLines:
    """Three lines over the years, and the target of each year (None: none yet)."""

    years: tuple[int, ...]
    lines: tuple[Line, Line, Line]
    targets: Line
    number: NumberText


def outlook_chart(data: OutlookLines, size: Size = MEDIUM) -> Drawing:
    """Draw the lines with their names at their ends; targets are amber steps."""
    names = [line.name for line in (*data.lines, data.targets)]
    direct = size is not COMPACT
    keys = [] if direct else legend(names, (*COLOURS, AMBER_FILL), size)
    marks = ticks(_highest(data))
    left = max(ink.width(data.number(mark), size.text) for mark in marks) + 8
    right = names_width(names, size) if direct else 8
    bottom, top = size.text * 2, size.text + legend_height(keys, size)
    plot = Plot(left, bottom, size.width - left - right, size.plot, marks[-1])
    drawing = Drawing(size.width, bottom + size.plot + top)
    draw_legend(drawing, keys, size)
    draw_axis(drawing, plot, marks, data.number, size.text)
    _years(drawing, plot, data, size)
    _targets(drawing, plot, data)
    for line, colour in zip(data.lines, COLOURS, strict=True):
        _line(drawing, plot, line, colour)
    if direct:
        draw_names(drawing, plot, list(_names(plot, data)), size)
    return drawing


def _highest(data: OutlookLines) -> float:
    """The top of the plot: without purchases a ratio grows past all bounds, and leaves the plot."""
    kept = max(_known(data.lines[0], data.lines[1], data.targets), default=0.0)
    bare = max(_known(data.lines[2]), default=0.0)
    return max(kept, min(bare, BOUND * kept) if kept else bare) or 1.0


def _known(*lines: Line) -> Iterator[float]:
    return (value for line in lines for value in line.values if value is not None)


def leaves_the_plot(data: OutlookLines) -> bool:
    """Whether a value is too high to be drawn beside the others."""
    return max(_known(*data.lines), default=0.0) > ticks(_highest(data))[-1]


def _x(plot: Plot, place: float, count: int) -> float:
    return plot.left + plot.width * (place + 0.5) / count


def _years(drawing: Drawing, plot: Plot, data: OutlookLines, size: Size) -> None:
    for place, year in enumerate(data.years):
        x = _x(plot, place, len(data.years))
        low = plot.bottom - size.text * 1.5
        ink.write(drawing, x, low, str(year), size.text, colour=MUTED, anchor="middle")


def _targets(drawing: Drawing, plot: Plot, data: OutlookLines) -> None:
    for place, value in enumerate(data.targets.values):
        if value is not None:
            ends = (_x(plot, at, len(data.years)) for at in (place - 0.4, place + 0.4))
            first, last = ends
            y = plot.y(value)
            ink.rule(drawing, (first, y), (last, y), AMBER_FILL, 3)


def _line(drawing: Drawing, plot: Plot, line: Line, colour: Token) -> None:
    for first, last in runs(line.values, known=True):
        points = [
            (_x(plot, place, len(line.values)), value)
            for place in range(first, last + 1)
            if (value := line.values[place]) is not None
        ]
        inside = [(x, plot.y(value)) for x, value in _up_to(points, plot.highest)]
        if inside:
            ink.path(drawing, inside, colour, 2.5 if colour is SEA else 1.5)
        for x, value in points:
            if value <= plot.highest:
                ink.dot(drawing, x, plot.y(value), 3, colour)


def _up_to(points: list[tuple[float, float]], highest: float) -> list[tuple[float, float]]:
    """The points up to the first that is too high, where the line is cut at the plot's edge."""
    for place, (x, value) in enumerate(points):
        if value > highest:
            if not place:
                return []
            before_x, before = points[place - 1]
            way = (highest - before) / (value - before)
            return [*points[:place], (before_x + way * (x - before_x), highest)]
    return points


def _names(plot: Plot, data: OutlookLines) -> Iterator[Name]:
    for line, colour in zip(data.lines, COLOURS, strict=True):
        yield Name(plot.y(min(_last(line), plot.highest)), line.name, INK, colour)
    yield Name(plot.y(_last(data.targets)), data.targets.name, AMBER)


def _last(line: Line) -> float:
    return next((value for value in reversed(line.values) if value is not None), 0.0)

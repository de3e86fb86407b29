"""A line by week, with its unknown weeks hatched, its peak and last value named, and a target."""

from dataclasses import dataclass

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
from assetmgr.web.charts.palette import AMBER, AMBER_FILL, GREY, INK, MUTED, SEA, Token
from assetmgr.web.charts.scale import runs, ticks
from assetmgr.web.charts.series import Line, WeekLines
from assetmgr.web.charts.size import COMPACT, MEDIUM, Size


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A drawing under way: everything its parts need to place themselves."""

    drawing: Drawing
    plot: Plot
    data: WeekLines
    size: Size

    def x(self, week: int) -> float:
        return self.plot.left + self.plot.width * (week + 0.5) / max(1, len(self.data.weeks))


def line_chart(data: WeekLines, size: Size = MEDIUM) -> Drawing:
    """Draw the series; the names stand at the lines' ends where the size has room for them."""
    direct = size is not COMPACT
    names, colours = _names(data)
    keys = [] if direct else legend(names, colours, size)
    marks = _marks(data)
    left = max(ink.width(data.number(mark), size.text) for mark in marks) + 8
    right = names_width(names, size) if direct else 8
    bottom, top = size.text * 2, size.text * 1.6 + legend_height(keys, size)
    plot = Plot(left, bottom, size.width - left - right, size.plot, marks[-1])
    sheet = _Sheet(Drawing(size.width, bottom + size.plot + top), plot, data, size)
    draw_legend(sheet.drawing, keys, size)
    draw_axis(sheet.drawing, plot, marks, data.number, size.text)
    _values(sheet)
    if direct:
        draw_names(sheet.drawing, plot, _end_names(sheet), size)
    return sheet.drawing


def _values(sheet: _Sheet) -> None:
    _unknown(sheet)
    _months(sheet)
    draw_target(sheet.drawing, sheet.plot, sheet.data.target)
    for line, colour in _series(sheet.data):
        _line(sheet, line, colour)
    _peak(sheet)


def _names(data: WeekLines) -> tuple[list[str], list[Token]]:
    named = [(line.name, colour) for line, colour in _series(data)]
    if data.target:
        named.append((data.target.label, AMBER_FILL))
    return [name for name, _ in named], [colour for _, colour in named]


def _series(data: WeekLines) -> list[tuple[Line, Token]]:
    return [*([(data.context, GREY)] if data.context else []), (data.value, SEA)]


def _marks(data: WeekLines) -> tuple[float, ...]:
    known = [v for line, _ in _series(data) for v in line.values if v is not None]
    target = data.target.value if data.target else 0
    return ticks(max([*known, target]), whole=all(value % 1 == 0 for value in known))


def _line(sheet: _Sheet, line: Line, colour: Token) -> None:
    stroke = 2.5 if colour is SEA else 1.5
    for first, last in runs(line.values, known=True):
        points = [
            (sheet.x(week), sheet.plot.y(value))
            for week in range(first, last + 1)
            if (value := line.values[week]) is not None
        ]
        ink.path(sheet.drawing, points, colour, stroke)


def _unknown(sheet: _Sheet) -> None:
    plot, text = sheet.plot, sheet.size.text
    band = plot.width / max(1, len(sheet.data.weeks))
    for first, last in runs(sheet.data.value.values, known=False):
        left, wide = plot.left + band * first, band * (last - first + 1)
        ink.hatch(sheet.drawing, left, plot.bottom, wide, plot.height)
        if ink.width(sheet.data.unknown, text) <= wide - 12:
            _word_on_hatch(sheet, left + wide / 2)


def _word_on_hatch(sheet: _Sheet, x: float) -> None:
    y = sheet.plot.bottom + sheet.plot.height / 2
    ink.write(
        sheet.drawing, x, y, sheet.data.unknown, sheet.size.text, colour=MUTED, anchor="middle"
    )


def _months(sheet: _Sheet) -> None:
    free, text = 0.0, sheet.size.text
    weeks = sheet.data.weeks
    for place, week in enumerate(weeks):
        if place and week.month == weeks[place - 1].month:
            continue
        year = f" {week.year}" if place == 0 or week.month == 1 else ""
        label = sheet.data.month(week) + year
        x, wide = sheet.x(place), ink.width(label, text)
        if x >= free and x + wide <= sheet.size.width:
            low = sheet.plot.bottom
            ink.rule(sheet.drawing, (x, low), (x, low - 4), GREY)
            ink.write(sheet.drawing, x, low - text * 1.5, label, text, colour=MUTED)
            free = x + wide + 10


def _peak(sheet: _Sheet) -> None:
    known = [(value, week) for week, value in enumerate(sheet.data.value.values) if value]
    if not known:
        return
    value, week = max(known)
    text = sheet.data.number(value)
    half = ink.width(text, sheet.size.text, bold=True) / 2
    x, y = sheet.x(week), sheet.plot.y(value)
    ink.dot(sheet.drawing, x, y, 4, SEA)
    x = min(max(x, sheet.plot.left + half), sheet.size.width - half)
    ink.write(sheet.drawing, x, y + 8, text, sheet.size.text, anchor="middle", bold=True)


def _end_names(sheet: _Sheet) -> list[Name]:
    tones = {SEA: INK, GREY: MUTED}
    names = [
        Name(sheet.plot.y(_last(line)), line.name, tones[colour])
        for line, colour in _series(sheet.data)
    ]
    target = sheet.data.target
    return [*names, Name(sheet.plot.y(target.value), target.label, AMBER)] if target else names


def _last(line: Line) -> float:
    return next((value for value in reversed(line.values) if value is not None), 0.0)

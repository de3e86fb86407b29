"""A line by week, with its unknown weeks hatched, its peak and last value named, and a target."""

from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing

from assetmgr.web.charts import ink
from assetmgr.web.charts.frame import (
    Key,
    Plot,
    draw_axis,
    draw_legend,
    draw_target,
    legend,
    legend_height,
)
from assetmgr.web.charts.palette import GREY, INK, MUTED, SEA, Token
from assetmgr.web.charts.scale import runs, spread, ticks
from assetmgr.web.charts.series import Line, WeekLines
from assetmgr.web.charts.size import MEDIUM, Size


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
    series = _series(data)
    direct = size.width >= MEDIUM.width
    keys = [] if direct else legend(*_names(series), size)
    marks = ticks(_highest(data))
    left = max(ink.width(data.number(mark), size.text) for mark in marks) + 8
    right = max(ink.width(line.name, size.text) for line, _ in series) + 14 if direct else 8
    bottom, top = size.text * 2, size.text * 1.6 + legend_height(keys, size)
    plot = Plot(left, bottom, size.width - left - right, size.plot, marks[-1])
    sheet = _Sheet(Drawing(size.width, bottom + size.plot + top), plot, data, size)
    _draw(sheet, marks, series, keys)
    if direct:
        _end_names(sheet, series)
    return sheet.drawing


def _draw(
    sheet: _Sheet, marks: tuple[float, ...], series: list[tuple[Line, Token]], keys: list[Key]
) -> None:
    draw_legend(sheet.drawing, keys, sheet.size)
    draw_axis(sheet.drawing, sheet.plot, marks, sheet.data.number, sheet.size.text)
    _unknown(sheet)
    _months(sheet)
    for line, colour in series:
        _line(sheet, line, colour)
    if sheet.data.target:
        draw_target(sheet.drawing, sheet.plot, sheet.data.target, sheet.size.text)
    _peak(sheet)


def _series(data: WeekLines) -> list[tuple[Line, Token]]:
    return [*([(data.context, GREY)] if data.context else []), (data.value, SEA)]


def _names(series: list[tuple[Line, Token]]) -> tuple[tuple[str, ...], tuple[Token, ...]]:
    return tuple(line.name for line, _ in series), tuple(colour for _, colour in series)


def _highest(data: WeekLines) -> float:
    lines = [line.values for line, _ in _series(data)]
    known = [value for values in lines for value in values if value is not None]
    return max([*known, data.target.value if data.target else 0])


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


def _end_names(sheet: _Sheet, series: list[tuple[Line, Token]]) -> None:
    ends = sorted((sheet.plot.y(_last(line)), line.name, colour) for line, colour in series)
    low, high = sheet.plot.bottom, sheet.plot.bottom + sheet.plot.height
    gap = sheet.size.text * 1.4
    for y, (_, name, colour) in zip(
        spread([end[0] for end in ends], gap, low, high), ends, strict=True
    ):
        tone = INK if colour is SEA else MUTED
        ink.write(
            sheet.drawing,
            sheet.plot.right + 8,
            y - sheet.size.text / 3,
            name,
            sheet.size.text,
            colour=tone,
            bold=colour is SEA,
        )


def _last(line: Line) -> float:
    return next((value for value in reversed(line.values) if value is not None), 0.0)

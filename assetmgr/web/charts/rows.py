"""Rows of horizontal charts: the label at the left, or above the bar where it is narrow."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing

from assetmgr.web.charts import ink
from assetmgr.web.charts.palette import Token
from assetmgr.web.charts.size import COMPACT, Size


@dataclass(frozen=True, slots=True)
class Rows:
    """Places of the rows: bars from `left` to `right`, notes as wide as `note` at the edge."""

    size: Size
    count: int
    left: float
    right: float
    note: float
    above: bool

    @property
    def step(self) -> float:
        """Height of a row."""
        return self.size.text * (3.5 if self.above else 2.2)

    @property
    def bar(self) -> float:
        """Height of a bar."""
        return self.size.text * (1.2 if self.above else 1.3)

    @property
    def height(self) -> float:
        """Height of all rows."""
        return self.step * self.count + 4

    def bars(self) -> Iterator[float]:
        """Lower edges of the bars, first row on top."""
        for place in range(self.count):
            foot = self.height - self.step * (place + 1)
            yield foot + (6 if self.above else (self.step - self.bar) / 2)

    def text_y(self, bar_y: float) -> float:
        """Base line of the texts beside a bar."""
        return bar_y + self.bar / 2 - self.size.text / 3

    def label_y(self, bar_y: float) -> float:
        """Base line of the label: above the bar, or beside it."""
        return bar_y + self.bar + 5 if self.above else self.text_y(bar_y)


def plan_rows(labels: list[str], notes: list[str], size: Size) -> Rows:
    """Choose the columns; labels may take two fifths of the width, notes what they need."""
    note = max((ink.width(text, size.text, bold=True) + 12 for text in notes if text), default=0)
    if size is COMPACT:
        return Rows(size, len(labels), 0, size.width, note, above=True)
    label = max((ink.width(text, size.text) for text in labels), default=0)
    left = min(label + 12, size.width * 0.4)
    return Rows(size, len(labels), left, size.width - note, note, above=False)


def write_label(drawing: Drawing, rows: Rows, bar_y: float, label: str) -> None:
    """A row's label, cut to its column."""
    size = rows.size.text
    room = rows.size.width - rows.note if rows.above else rows.left - 12
    ink.write(drawing, 0, rows.label_y(bar_y), ink.cut(label, size, room), size)


def write_note(
    drawing: Drawing, rows: Rows, bar_y: float, note: str, colour: Token, bold: bool
) -> None:
    """What stands at a row's right edge: its value, or a remark."""
    if note:
        ink.write(
            drawing,
            rows.size.width,
            rows.label_y(bar_y),
            note,
            rows.size.text,
            colour=colour,
            anchor="end",
            bold=bold,
        )

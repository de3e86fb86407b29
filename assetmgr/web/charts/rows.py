"""Rows of horizontal charts: the label at the left, or above the bar where it is narrow."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing

from assetmgr.web.charts import ink
from assetmgr.web.charts.palette import INK
from assetmgr.web.charts.size import MEDIUM, Size


@dataclass(frozen=True, slots=True)
class Rows:
    """Places of the rows: bars from `left` to `right`, notes at the drawing's right edge."""

    size: Size
    count: int
    left: float
    right: float
    above: bool

    @property
    def step(self) -> float:
        """Height of a row."""
        return self.size.text * (3.2 if self.above else 2.2)

    @property
    def bar(self) -> float:
        """Height of a bar."""
        return self.size.text * (0.9 if self.above else 1.3)

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
    above = size.width < MEDIUM.width and size.name == "compact"
    note = max((ink.width(text, size.text) for text in notes if text), default=0)
    if above:
        return Rows(size, len(labels), 0, size.width, above)
    label = max((ink.width(text, size.text) for text in labels), default=0)
    left = min(label + 12, size.width * 0.4)
    return Rows(size, len(labels), left, size.width - (note + 12 if note else 0), above)


def write_label(drawing: Drawing, rows: Rows, bar_y: float, label: str, note: str) -> None:
    """A row's label, and at the right edge its note."""
    size = rows.size.text
    y = rows.label_y(bar_y)
    taken = ink.width(note, size, bold=True) + 12 if note and rows.above else 0
    room = (rows.size.width if rows.above else rows.left - 12) - taken
    ink.write(drawing, 0, y, ink.cut(label, size, room), size, colour=INK)
    if note:
        ink.write(drawing, rows.size.width, y, note, size, anchor="end", bold=True)

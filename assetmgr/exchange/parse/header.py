"""Which line names the columns, and whether it names them well."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assetmgr.exchange.faults import Fault
from assetmgr.exchange.shape import Shape
from assetmgr.i18n.marks import N_

HEADER_WITHIN: Final = 20


@dataclass(frozen=True, slots=True)
class Header:
    """The line that names the columns (`row` counts from 1); a nameless column is None."""

    row: int
    columns: tuple[str | None, ...]
    faults: tuple[Fault, ...]

    @property
    def has_gaps(self) -> bool:
        """Whether some column has no name."""
        return None in self.columns


def known_names(line: Sequence[str], shape: Shape) -> int:
    """How many cells of a line are headers that the shape knows."""
    return sum(1 for cell in line if cell and shape.column_of(cell))


def find_header(lines: Sequence[Sequence[str]], shape: Shape) -> Header:
    """The line with the most known names among the first 20; the first line where there is none."""
    head = lines[:HEADER_WITHIN]
    scores = [known_names(line, shape) for line in head]
    place = scores.index(max(scores)) if scores else 0
    line = head[place] if head else []
    row = place + 1
    columns = tuple(shape.column_of(cell) if cell.strip() else None for cell in line)
    return Header(row, columns, tuple(_faults(row, line, columns, shape)))


def _faults(
    row: int, line: Sequence[str], columns: Sequence[str | None], shape: Shape
) -> Iterator[Fault]:
    for cell, column in zip(line, columns, strict=True):
        if column is None and cell.strip():
            yield Fault(row, cell.strip(), N_("There is no such column."))
    for column, times in Counter(columns).items():
        if column is not None and times > 1:
            yield Fault(row, column, N_("The column is there more than once."))
    for column in shape.required:
        if column not in columns:
            yield Fault(row, column, N_("The column is missing."))

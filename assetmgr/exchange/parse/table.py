"""A file as rows of named cells, whatever its format."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assetmgr.db.errors import Refused
from assetmgr.exchange.faults import Fault, fault_of, in_order
from assetmgr.exchange.parse.delimited import read_delimited
from assetmgr.exchange.parse.header import Header, find_header
from assetmgr.exchange.parse.workbook import is_workbook, read_workbook
from assetmgr.exchange.shape import Shape
from assetmgr.i18n.marks import N_

_NUL: Final = "\0"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file (the first line is 1) and column -> text, never blank."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, without empty ones, and what is wrong with its form."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read_table(content: bytes, shape: Shape) -> Table:
    """Read a CSV or XLSX file; which one it is shows in its first bytes.

    A file that cannot be read at all has no rows and one fault; one whose header is wrong has no
    rows and a fault for each wrong column.
    """
    try:
        lines = read_lines(content, shape)
    except Refused as refused:
        return Table((), (fault_of(int(refused.values.get("row", 1)), refused),))
    header = find_header(lines, shape)
    if header.faults:
        return Table((), header.faults)
    faults: list[Fault] = []
    rows = tuple(_rows(lines, header, faults))
    return Table(rows, in_order(faults))


def read_lines(content: bytes, shape: Shape) -> list[list[str]]:
    """The lines of a CSV or XLSX file as cells, blank lines included.

    Raises:
        Refused: it cannot be read.
    """
    read = read_workbook if is_workbook(content) else read_delimited
    return read(content, shape)


def _rows(lines: Sequence[Sequence[str]], header: Header, faults: list[Fault]) -> Iterator[Row]:
    for number, line in enumerate(lines[header.row :], start=header.row + 1):
        named = {
            column: text
            for column, text in zip(header.columns, line, strict=False)
            if column and text and not text.isspace()
        }
        cells = {column: text for column, text in named.items() if _NUL not in text}
        faults += (
            Fault(number, column, N_("The cell holds a character that is no text."))
            for column in named.keys() - cells.keys()
        )
        if _has_nameless(line, header):
            faults.append(
                Fault(number, None, N_("This row has a cell in a column without a name."))
            )
        if cells:
            yield Row(number, cells)


def _has_nameless(line: Sequence[str], header: Header) -> bool:
    if len(line) <= len(header.columns) and not header.has_gaps:
        return False
    named = zip(header.columns, line, strict=False)
    nameless = [text for column, text in named if not column]
    return any(text.strip() for text in (*nameless, *line[len(header.columns) :]))

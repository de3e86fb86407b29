"""Rows under their columns as a CSV or XLSX file."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from itertools import chain
from typing import IO, Final

from xlsxwriter import Workbook

from assetmgr.spreadsheet.quoting import quoted

Value = str | int | float | Decimal | Fraction | date | None
"""A cell; None is blank."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their columns; `name` is the sheet's, at most 31 characters (None: Sheet1)."""

    name: str | None
    columns: Sequence[str]
    rows: Iterable[Sequence[Value]]


_BATCH: Final = 200
_FIGURES: Final = (int, float, Decimal, Fraction)


def cell_text(value: Value) -> str:
    """A value as text: codes, ISO dates, a decimal point, yes or no; None is blank."""
    match value:
        case str():
            return str(value)
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case float() | Fraction():
            return str(round(float(value), 4))
    return str(value)


def csv_pieces(
    columns: Sequence[str], rows: Iterable[Sequence[Value]], *, bom: bool = False
) -> Iterator[bytes]:
    """A CSV file in pieces, in UTF-8; spreadsheets need the BOM to read Latvian letters."""
    buffer = StringIO()
    buffer.write("\ufeff" if bom else "")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for count, row in enumerate(rows, start=1):
        writer.writerow([quoted(cell_text(value)) for value in row])
        if count % _BATCH == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def write_xlsx(file: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Write an XLSX file with one sheet, row by row; figures stay figures, the rest is text."""
    write_workbook(file, [Table(None, columns, rows)])


def write_workbook(file: IO[bytes], tables: Iterable[Table]) -> None:
    """Write an XLSX file with a sheet for each table, one after the other, row by row."""
    workbook = Workbook(file, {"constant_memory": True})
    for table in tables:
        _write_sheet(workbook, table)
    workbook.close()


def _write_sheet(workbook: Workbook, table: Table) -> None:
    sheet = workbook.add_worksheet(table.name)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(chain((table.columns,), table.rows)):
        for place, value in enumerate(row):
            if isinstance(value, _FIGURES):
                sheet.write_number(number, place, float(value))
            elif text := cell_text(value):
                sheet.write_string(number, place, text)


def _emptied(buffer: StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()

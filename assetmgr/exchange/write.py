"""Rows of text as a CSV or XLSX file."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from io import StringIO
from itertools import chain
from typing import IO, Any, Final

from xlsxwriter import Workbook

from assetmgr.exchange.quoting import quoted

_BATCH: Final = 200


def cell_text(value: Any) -> str:
    """A value as a file has it: codes, ISO dates, a decimal point, yes or no; None is blank."""
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def csv_pieces(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, bom: bool = False
) -> Iterator[bytes]:
    """A CSV file in pieces, in UTF-8; spreadsheets need the BOM to read Latvian letters."""
    buffer = StringIO()
    buffer.write("\ufeff" if bom else "")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for count, row in enumerate(rows, start=1):
        writer.writerow([quoted(cell) for cell in row])
        if count % _BATCH == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def write_xlsx(file: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write an XLSX file with one sheet in which every cell is text, row by row."""
    workbook = Workbook(file, {"constant_memory": True})
    sheet = workbook.add_worksheet()
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(chain((columns,), rows)):
        for place, cell in enumerate(row):
            if cell:
                sheet.write_string(number, place, cell)
    workbook.close()


def _emptied(buffer: StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()

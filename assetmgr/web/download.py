"""A table as a file to keep: CSV or XLSX, with nothing a spreadsheet would take for a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

from flask import Response, abort
from xlsxwriter import Workbook

from assetmgr.exchange.write import csv_pieces

Value = str | int | float | Decimal | Fraction | date | None
"""A cell; None is blank."""

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table under its file name, without the ending."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Value]]


def download(sheet: Sheet, file_format: str) -> Response:
    """The sheet as an attachment; 404 for a format that is neither csv nor xlsx."""
    if file_format not in _TYPES:
        abort(404)
    content = as_csv(sheet) if file_format == "csv" else as_xlsx(sheet)
    named = f'attachment; filename="{sheet.name}.{file_format}"'
    return Response(content, mimetype=_TYPES[file_format], headers={"Content-Disposition": named})


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with its mark; decimals with a point."""
    rows = ([_text(value) for value in row] for row in sheet.rows)
    return b"".join(csv_pieces(sheet.head, rows, bom=True))


def as_xlsx(sheet: Sheet) -> bytes:
    """One worksheet; texts as texts, figures as figures."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.freeze_panes(1, 0)
        for line, row in enumerate((sheet.head, *sheet.rows)):
            for place, value in enumerate(row):
                if isinstance(value, (int, float, Decimal, Fraction)):
                    page.write_number(line, place, float(value))
                elif value is not None:
                    page.write_string(line, place, str(value))
    return out.getvalue()


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, (float, Fraction)):
        return str(round(float(value), 4))
    return str(value)

"""A table as a file to keep: CSV in pieces, or an XLSX workbook."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Final

from flask import Response, abort, send_file, stream_with_context
from sqlalchemy.orm import Session

from assetmgr.extensions import db
from assetmgr.spreadsheet.write import Value, csv_pieces, write_xlsx

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table under its file name, without the ending."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Value]]


def attachment(sheet: Sheet, file_format: str) -> Response:
    """The sheet as a download; 404 for a format that is neither csv nor xlsx."""
    if file_format not in {"csv", "xlsx"}:
        abort(404)
    return _csv(sheet) if file_format == "csv" else _xlsx(sheet)


def _csv(sheet: Sheet) -> Response:
    """With a BOM, for spreadsheets."""
    pieces = _read(db.session(), csv_pieces(sheet.head, sheet.rows, bom=True))
    response = Response(stream_with_context(pieces), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"{sheet.name}.csv")
    return response


def _read(session: Session, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces; the view's session begins again after the request, and nobody else ends it."""
    try:
        yield from pieces
    finally:
        session.close()


def _xlsx(sheet: Sheet) -> Response:
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_xlsx(file, sheet.head, sheet.rows)
    file.seek(0)
    return send_file(file, XLSX, as_attachment=True, download_name=f"{sheet.name}.xlsx")

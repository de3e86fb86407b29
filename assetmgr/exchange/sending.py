"""A table as a download: CSV in pieces, or an XLSX file."""

from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile
from typing import Final

from flask import Response, send_file, stream_with_context

from assetmgr.exchange.write import csv_pieces, write_xlsx

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sent(
    name: str, file_format: str, columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> Response:
    """The rows under their columns as `name`.csv (with a BOM, for spreadsheets) or .xlsx."""
    if file_format == "xlsx":
        file = TemporaryFile()  # noqa: SIM115 - the response closes it
        write_xlsx(file, columns, rows)
        file.seek(0)
        return send_file(file, XLSX, as_attachment=True, download_name=f"{name}.xlsx")
    pieces = csv_pieces(columns, rows, bom=True)
    response = Response(stream_with_context(pieces), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return response

"""Downloads of the register, in the form that import reads back."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Final

from flask import Response, abort, send_file, stream_with_context
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.exchange.routes.blueprint import pages
from assetmgr.exchange.subjects import SUBJECTS
from assetmgr.exchange.what import What
from assetmgr.exchange.write import csv_pieces, write_xlsx
from assetmgr.extensions import db
from assetmgr.web.access import requires
from assetmgr.web.institution_in_view import in_view

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/<what>.<any(csv, xlsx):file_format>")
@requires(Permission.EXCHANGE)
def download(what: str, file_format: str) -> ResponseReturnValue:
    """The register, of the institution in view, as a file which import reads back."""
    if what not in set(What):
        abort(404)
    subject, place = SUBJECTS[What(what)], in_view()
    rows = subject.rows(db.session(), place.id if place else None)
    name = "-".join(part for part in (what, place.code if place else "") if part)
    if file_format == "xlsx":
        file = TemporaryFile()  # noqa: SIM115 - the response closes it
        write_xlsx(file, subject.shape.columns, rows)
        file.seek(0)
        return send_file(file, _XLSX, as_attachment=True, download_name=f"{name}.xlsx")
    return _streamed(csv_pieces(subject.shape.columns, rows, bom=True), f"{name}.csv")


def _streamed(pieces: Iterator[bytes], name: str) -> Response:
    response = Response(stream_with_context(pieces), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response

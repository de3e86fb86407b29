"""Downloads of the register, in the form that import reads back."""

from flask import abort
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.exchange.routes.blueprint import pages
from assetmgr.exchange.subjects import SUBJECTS
from assetmgr.exchange.what import What
from assetmgr.extensions import db
from assetmgr.web.access import requires
from assetmgr.web.download import Sheet, attachment
from assetmgr.web.institution_in_view import in_view


@pages.get("/<what>.<any(csv, xlsx):file_format>")
@requires(Permission.EXCHANGE)
def download(what: str, file_format: str) -> ResponseReturnValue:
    """The register, of the institution in view, as a file which import reads back."""
    if what not in set(What) - {What.PEOPLE}:
        abort(404)
    subject, place = SUBJECTS[What(what)], in_view()
    rows = subject.rows(db.session(), place.id if place else None)
    name = "-".join(part for part in (what, place.code if place else "") if part)
    return attachment(Sheet(name, subject.shape.columns, rows), file_format)

"""A day's changes for RUMIS, and RUMIS's own export compared with the register."""

from datetime import date, timedelta
from io import BytesIO
from typing import IO, Final

from flask import (
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from assetmgr.auth.codes import Permission
from assetmgr.days import local_day
from assetmgr.db.errors import Refused
from assetmgr.db.transaction import only_reading
from assetmgr.extensions import config_of, db
from assetmgr.rumis.daily import entered
from assetmgr.rumis.files import read_export, write_day, write_differences, write_import
from assetmgr.rumis.forms import ExportedForm
from assetmgr.rumis.operations.taking_over import take_over
from assetmgr.rumis.policy.comparing import Comparison, compared
from assetmgr.rumis.policy.fields import FIELDS, Master
from assetmgr.rumis.queries.ours import ours
from assetmgr.rumis.routes.blueprint import pages
from assetmgr.rumis.routes.nights import nights
from assetmgr.rumis.words import FIELD_WORDS, SIDE_WORDS
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.download import XLSX
from assetmgr.web.institution_in_view import in_view
from assetmgr.web.lifecycle import begin_anew
from assetmgr.web.signed_in import acting, me

SHOWN: Final = 200
WEEK: Final = 7


@pages.route("", methods=["GET", "POST"])
@requires(Permission.LENDING_RULES)
def show() -> ResponseReturnValue:
    """The days to download; the answer to the form is what differs, or a file of it."""
    form = ExportedForm()
    found = _compared(form) if form.is_submitted() else None
    answer = _file(request.form.get("what", ""), found) if found else None
    return answer or _page(form, found)


@pages.post("/apply")
@requires(Permission.REGISTER_WRITE)
def apply() -> ResponseReturnValue:
    """Take over what RUMIS is right about."""
    form = ExportedForm()
    found = _compared(form)
    if found is None:
        return _page(form)
    begin_anew()
    count = take_over(db.session(), found, today=today(), **acting())
    text = ngettext(
        "%(num)d field was taken over from RUMIS.",
        "%(num)d fields were taken over from RUMIS.",
        count,
    )
    flash(text, "ok")
    return redirect(url_for(".show"))


def _page(form: ExportedForm, found: Comparison | None = None) -> ResponseReturnValue:
    page = render_template(
        "rumis/show.html",
        form=form,
        place=in_view(),
        may_apply=me().may(Permission.REGISTER_WRITE),
        found=found,
        shown=SHOWN,
        days=[today() - timedelta(days=n) for n in range(WEEK)],
        nights=nights(),
        fields=FIELDS,
        words=FIELD_WORDS,
        sides=SIDE_WORDS,
        ours_to_change=found.of(Master.OURS) if found else (),
    )
    return page, 422 if form.errors else 200


@pages.get("/<day>/<what>.xlsx")
@requires(Permission.LENDING_RULES)
def of_day(day: str, what: str) -> Response:
    """What changed on a day (`changes`), or what came, as RUMIS imports it (`new`)."""
    on, place = _day(day), in_view()
    zone = config_of(current_app).timezone
    found = ours(db.session(), place.id if place else None, local_day(on, zone))
    file = BytesIO()
    if what == "changes":
        write_day(file, found, on)
    elif what == "new":
        write_import(file, entered(found, on))
    else:
        abort(404)
    return _download(file, f"rumis-{on}-{what}.xlsx")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)


def _compared(form: ExportedForm) -> Comparison | None:
    """What differs, read while others may write; None: the form says why not."""
    only_reading(db.session())
    if not form.validate():
        return None
    place = in_view()
    try:
        theirs, columns = read_export(form.file.data.read())
    except Refused as refused:
        form.refuse(refused)
        return None
    return compared(ours(db.session(), place.id if place else None), theirs, columns)


def _file(what: str, found: Comparison) -> ResponseReturnValue | None:
    """A file of what differs; None: it is to be shown."""
    file = BytesIO()
    if what == "new":
        write_import(file, found.new)
        return _download(file, f"rumis-{today()}-jauni.xlsx")
    if what == "file":
        write_differences(file, found)
        return _download(file, f"rumis-{today()}-atskiribas.xlsx")
    return None


def _download(file: IO[bytes], name: str) -> Response:
    file.seek(0)
    return send_file(file, XLSX, as_attachment=True, download_name=name)

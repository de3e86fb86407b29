"""An institution's own sheets: adding, changing, removing, and a picture while typing."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.institutions.models import Institution
from assetmgr.institutions.routes.blueprint import load_institution
from assetmgr.labeling.forms.sheet import SheetForm
from assetmgr.labeling.models import LabelSheet
from assetmgr.labeling.operations.sheets import add_sheet, change_sheet, remove_sheet
from assetmgr.labeling.pictures import sheet_sketch
from assetmgr.labeling.queries.styles import own_sheet_or_none
from assetmgr.labeling.routes.blueprint import now, pages
from assetmgr.web.access import requires
from assetmgr.web.signed_in import me

_BEGIN = {
    "width": 63.5,
    "height": 38.1,
    "columns": 3,
    "rows": 7,
    "left": 7.2,
    "top": 15.1,
    "pitch_x": 66.0,
    "pitch_y": 38.1,
}
"""What stands in a new form: measures that are sound, to begin from."""


@pages.route("/settings/<code>/sheets/new", methods=["GET", "POST"])
@requires(Permission.LABELS)
def new_sheet(code: str) -> ResponseReturnValue:
    """Add a sheet of the institution's own."""
    institution = load_institution(code)
    form = SheetForm(data=_BEGIN)
    if _is_to_be_saved(form):
        try:
            add_sheet(db.session(), institution.id, form.values(), actor=me().as_actor(), now=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("The sheet is added."), "ok")
            return redirect(url_for(".settings", code=code))
    return _page(institution, form)


@pages.route("/settings/<code>/sheets/<int:sheet_id>", methods=["GET", "POST"])
@requires(Permission.LABELS)
def sheet(code: str, sheet_id: int) -> ResponseReturnValue:
    """Change the measures of an own sheet."""
    institution = load_institution(code)
    found = _load_sheet(institution, sheet_id)
    form = SheetForm(obj=found)
    if _is_to_be_saved(form):
        try:
            change_sheet(db.session(), found, form.values(), actor=me().as_actor(), now=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("The sheet is saved."), "ok")
            return redirect(url_for(".settings", code=code))
    return _page(institution, form, found)


@pages.post("/settings/<code>/sheets/<int:sheet_id>/remove")
@requires(Permission.LABELS)
def remove(code: str, sheet_id: int) -> ResponseReturnValue:
    """Remove an own sheet."""
    found = _load_sheet(load_institution(code), sheet_id)
    remove_sheet(db.session(), found, actor=me().as_actor(), now=now())
    flash(gettext("The sheet %(name)s is removed.", name=found.name), "ok")
    return redirect(url_for(".settings", code=code))


@pages.get("/settings/<code>/sheets/sketch")
@requires(Permission.LABELS)
def sketch(code: str) -> ResponseReturnValue:
    """The sheet that a form tells as a picture, for htmx while somebody types."""
    load_institution(code)
    told = MultiDict({**request.args, "name": request.args.get("name") or code})
    form = SheetForm(told, meta={"csrf": False})
    form.validate()
    return render_template("labeling/_sketch.html", form=form, picture=_picture(form))


def _load_sheet(institution: Institution, sheet_id: int) -> LabelSheet:
    return own_sheet_or_none(db.session(), institution.id, sheet_id) or abort(404)


def _is_to_be_saved(form: SheetForm) -> bool:
    """Whether the form is valid and was not sent for its picture alone (without JavaScript)."""
    return form.validate_on_submit() and "look" not in request.form


def _picture(form: SheetForm) -> str | None:
    if not form.can_be_drawn:
        return None
    return sheet_sketch(form.sheet(), gettext("The sheet as it is told"))


def _page(
    institution: Institution, form: SheetForm, found: LabelSheet | None = None
) -> ResponseReturnValue:
    page = render_template(
        "labeling/sheet_form.html",
        institution=institution,
        form=form,
        sheet=found,
        picture=_picture(form),
    )
    return page, 422 if form.errors else 200

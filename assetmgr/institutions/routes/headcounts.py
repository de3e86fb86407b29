"""What an institution tells of itself as of a day: told anew, or corrected."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.institutions.forms import HeadcountForm
from assetmgr.institutions.models import Headcount, Institution
from assetmgr.institutions.operations import save_headcount
from assetmgr.institutions.queries.profile import headcount_or_none, sites_of
from assetmgr.institutions.queries.told import figures_on
from assetmgr.institutions.routes.blueprint import load_institution, pages
from assetmgr.institutions.routes.sending import form_page, sent
from assetmgr.web.access import requires
from assetmgr.web.clock import today


@pages.route("/<code>/headcounts/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_headcount(code: str) -> ResponseReturnValue:
    """Tell the figures of a new day."""
    return _form(load_institution(code), None)


@pages.route("/<code>/headcounts/<int:headcount_id>", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def headcount(code: str, headcount_id: int) -> ResponseReturnValue:
    """Correct the figures of a day."""
    institution = load_institution(code)
    told = headcount_or_none(db.session(), institution.id, headcount_id)
    return _form(institution, told or abort(404))


def _form(institution: Institution, told: Headcount | None) -> ResponseReturnValue:
    form = HeadcountForm(obj=told)
    form.offer(sites_of(db.session(), institution.id))
    if sent(form, save_headcount, institution.id, told, today=today()) is not None:
        flash(gettext("The figures are saved."), "ok")
        return redirect(url_for(".show", code=institution.code))
    return form_page(
        "institutions/headcount.html",
        form,
        institution=institution,
        title=gettext("Correct the figures") if told else gettext("New figures of the institution"),
        figures=figures_on(db.session(), today(), institution.id).get(institution.code, {}),
    )

"""What an institution tells of itself as of a day: told anew, or corrected."""

from datetime import UTC, datetime
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.institutions.forms import HeadcountForm
from assetmgr.institutions.models import Institution
from assetmgr.institutions.operations import correct_headcount, tell_headcount
from assetmgr.institutions.queries.profile import headcount_or_none, sites_of
from assetmgr.institutions.queries.told import figures_on
from assetmgr.institutions.routes.blueprint import load_institution, pages
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.signed_in import me


@pages.route("/<code>/headcounts/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_headcount(code: str) -> ResponseReturnValue:
    """Tell the figures of a new day."""
    institution = load_institution(code)
    form = HeadcountForm()
    form.offer(sites_of(db.session(), institution.id))
    if form.validate_on_submit():
        try:
            tell_headcount(db.session(), institution.id, form.values(), **_circumstances())
        except Refused as refused:
            form.refuse(refused)
        else:
            return _saved(code)
    return _page(institution, form, gettext("New figures of the institution"))


@pages.route("/<code>/headcounts/<int:headcount_id>", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def headcount(code: str, headcount_id: int) -> ResponseReturnValue:
    """Correct the figures of a day."""
    institution = load_institution(code)
    told = headcount_or_none(db.session(), institution.id, headcount_id) or abort(404)
    form = HeadcountForm(obj=told)
    form.offer(sites_of(db.session(), institution.id))
    if form.validate_on_submit():
        try:
            correct_headcount(db.session(), told, form.values(), **_circumstances())
        except Refused as refused:
            form.refuse(refused)
        else:
            return _saved(code)
    return _page(institution, form, gettext("Correct the figures"))


def _circumstances() -> dict[str, Any]:
    return {"actor": me().as_actor(), "now": datetime.now(UTC), "today": today()}


def _saved(code: str) -> ResponseReturnValue:
    flash(gettext("The figures are saved."), "ok")
    return redirect(url_for(".show", code=code))


def _page(institution: Institution, form: HeadcountForm, title: str) -> ResponseReturnValue:
    figures = figures_on(db.session(), today(), institution.id).get(institution.code, {})
    page = render_template(
        "institutions/headcount.html",
        institution=institution,
        form=form,
        title=title,
        figures=figures,
    )
    return page, 422 if form.is_submitted() else 200

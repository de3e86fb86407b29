"""Whom to ask at an institution."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.institutions.forms import ContactForm
from assetmgr.institutions.operations import change_institution
from assetmgr.institutions.routes.blueprint import load_institution, pages
from assetmgr.web.access import requires
from assetmgr.web.signed_in import me


@pages.route("/<code>/contact", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def contact(code: str) -> ResponseReturnValue:
    """Change the contact of an institution."""
    institution = load_institution(code)
    form = ContactForm(obj=institution)
    if form.validate_on_submit():
        change_institution(
            db.session(),
            institution,
            form.values(),
            actor=me().as_actor(),
            now=datetime.now(UTC),
        )
        flash(gettext("The contact is saved."), "ok")
        return redirect(url_for(".show", code=code))
    page = render_template("institutions/contact.html", institution=institution, form=form)
    return page, 422 if form.is_submitted() else 200

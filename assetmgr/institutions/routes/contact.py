"""Whom to ask at an institution."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.institutions.forms import ContactForm
from assetmgr.institutions.operations import change_institution
from assetmgr.institutions.routes.blueprint import load_institution, pages
from assetmgr.institutions.routes.sending import form_page, sent
from assetmgr.web.access import requires


@pages.route("/<code>/contact", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def contact(code: str) -> ResponseReturnValue:
    """Change the contact of an institution."""
    institution = load_institution(code)
    form = ContactForm(obj=institution)
    if sent(form, change_institution, institution) is not None:
        flash(gettext("The contact is saved."), "ok")
        return redirect(url_for(".show", code=code))
    return form_page("institutions/contact.html", form, institution=institution)

"""Printing one-time codes for a class."""

from io import BytesIO

from flask import current_app, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import config_of, db
from assetmgr.institutions.queries import Named
from assetmgr.people.codes import PersonRole
from assetmgr.people.forms.small import ClassForm
from assetmgr.people.operations.sign_in_codes import LIFE, Printed, make_codes
from assetmgr.people.queries import classes
from assetmgr.people.routes.blueprint import pages, place
from assetmgr.people.sheet import Words, sheet_pdf
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.formats import date_text, language
from assetmgr.web.signed_in import acting


@pages.route("/people/codes", methods=["GET", "POST"])
@requires(Permission.LENDING_RULES)
def codes() -> ResponseReturnValue:
    """Choose a class; the answer is its new sheet, which nobody can print a second time."""
    chosen, form = place(), ClassForm()
    names = [
        one.class_name
        for one in classes(db.session(), chosen.id)
        if one.role is PersonRole.PUPIL and one.class_name
    ]
    form.offer(names)
    if form.validate_on_submit():
        try:
            printed = make_codes(db.session(), chosen.id, form.class_name.data, **acting())
        except Refused as refused:
            form.refuse(refused)
        else:
            return _sheet(chosen, form.class_name.data, list(printed))
    page = render_template("people/codes.html", place=chosen, form=form, days=LIFE.days)
    return page, 422 if form.errors else 200


def _sheet(chosen: Named, class_name: str, printed: list[Printed]) -> ResponseReturnValue:
    address = config_of(current_app).base_url + url_for("people.sign_in_by_code")
    until = date_text(today() + LIFE, language())
    words = Words(
        title=gettext("Sign-in codes — class %(name)s", name=class_name),
        lines=(
            chosen.name,
            gettext(
                "Each code works once, until %(day)s. Cut them apart and give each its own.",
                day=until,
            ),
        ),
        address=address,
        slip=gettext("%(address)s · works once", address=address.partition("://")[2]),
    )
    content = BytesIO(sheet_pdf(words, printed))
    return send_file(content, "application/pdf", download_name="codes.pdf", as_attachment=True)

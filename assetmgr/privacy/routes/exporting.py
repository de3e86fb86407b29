"""A person's own data as a file, on request and with a reason."""

import json

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.i18n.marks import N_
from assetmgr.people.forms.small import ReasonForm
from assetmgr.people.models import Person
from assetmgr.people.policy.keys import bare
from assetmgr.people.routes.blueprint import cipher
from assetmgr.privacy.operations.exporting import export_person, person_with_key
from assetmgr.privacy.routes.shown import pages
from assetmgr.web.access import requires
from assetmgr.web.signed_in import acting, me


@pages.route("/export", methods=["GET", "POST"])
@requires(Permission.LENDING_RULES)
def export() -> ResponseReturnValue:
    """Ask whose data and why; the answer to the form is the file."""
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            return _file(_person(form.key.data or ""), form.reason.data or "")
        except Refused as refused:
            form.refuse(refused)
    page = render_template("privacy/export.html", form=form)
    return page, 422 if form.errors else 200


def _person(key: str) -> Person:
    everywhere = me().is_municipal_for(Permission.LENDING_RULES)
    found = person_with_key(db.session(), bare(key), everywhere=everywhere)
    if found is None or found.forgotten_at is not None:
        raise Refused(N_("Nobody has this key, or nothing is known of them any more."), field="key")
    return found


def _file(person: Person, reason: str) -> Response:
    told = export_person(db.session(), person, reason, cipher=cipher(), **acting())
    text = json.dumps(told, ensure_ascii=False, indent=2)
    response = Response(text, mimetype="application/json")
    name = f"personas-dati-{person.key}.json"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response

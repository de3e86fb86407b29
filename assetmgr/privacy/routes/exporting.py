"""A person's own data as a file, on request and with a reason."""

import json
from io import BytesIO
from typing import Any

from flask import Response, render_template, request
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
from assetmgr.privacy.printing.document import write_data
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
    """To read and take home (PDF), or for another system (JSON); of one content."""
    told = export_person(db.session(), person, reason, cipher=cipher(), **acting())
    if request.form.get("as") == "pdf":
        return _download(_pdf(told), "application/pdf", f"personas-dati-{person.key}.pdf")
    text = json.dumps(told, ensure_ascii=False, indent=2)
    return _download(text.encode(), "application/json", f"personas-dati-{person.key}.json")


def _pdf(told: dict[str, Any]) -> bytes:
    out = BytesIO()
    write_data(out, told)
    return out.getvalue()


def _download(content: bytes, media_type: str, name: str) -> Response:
    response = Response(content, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response

"""Who is a named handler of what is sensitive."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.people.operations.sensitive import name_handler
from assetmgr.people.queries.handlers import possible_handlers
from assetmgr.people.routes.blueprint import may_change, pages, place
from assetmgr.web.access import requires
from assetmgr.web.signed_in import acting


@pages.get("/people/handlers")
@requires(Permission.LENDING_RULES)
def handlers() -> ResponseReturnValue:
    """The accounts of the institution in view, each with a switch."""
    chosen = place()
    return render_template(
        "people/handlers.html",
        place=chosen,
        handlers=possible_handlers(db.session(), chosen.id),
    )


@pages.post("/people/handlers/<int:membership_id>")
@requires(Permission.LENDING_RULES)
def set_handler(membership_id: int) -> ResponseReturnValue:
    """Name an account a handler, or no longer."""
    chosen = place()
    wanted = request.form.get("handler") == "yes"
    told = {"is_handler": wanted, **acting()}
    if not may_change(chosen.id) or not name_handler(
        db.session(), membership_id, chosen.id, **told
    ):
        abort(404)
    flash(gettext("The named handlers are saved."), "ok")
    return redirect(url_for("people.handlers", institution=chosen.code))

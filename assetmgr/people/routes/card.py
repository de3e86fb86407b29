"""Where a borrower's card leads by a telephone's own camera: to the person, for who lends there.

Everybody else gets the same page for a key that is somebody's and for one that is nobody's.
"""

from flask import redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_login import current_user

from assetmgr.auth.codes import Permission
from assetmgr.db.scope import set_scope
from assetmgr.extensions import db, limiter
from assetmgr.people.queries import by_key
from assetmgr.people.routes.blueprint import pages
from assetmgr.web.access import public


def _is_known() -> bool:
    return bool(current_user.is_authenticated)


@public
@limiter.limit("30/minute", exempt_when=_is_known)
def card(person_key: str) -> ResponseReturnValue:
    """Open the person of this key, or say how to bring the card back."""
    if current_user.is_authenticated and current_user.may(Permission.LEND):
        set_scope(db.session(), current_user.scope_for(Permission.LEND))
        if person := by_key(db.session(), person_key):
            return redirect(url_for("people.show", person_id=person.id))
    return render_template("people/card.html"), 404


@pages.record
def _add_card(state: BlueprintSetupState) -> None:
    """Bind the page at the address that cards carry, short and in capitals."""
    for letter in "Bb":
        state.app.add_url_rule(f"/{letter}/<person_key>", "people.card", card, methods=["GET"])

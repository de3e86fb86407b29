"""Where every way of signing in ends: a session of its own for one person."""

from typing import Final

from flask import session
from flask_login import login_user

from assetmgr.auth.queries import Person
from assetmgr.web.signed_in import SignedIn

CAME_BY: Final = "came_by"


def enter(person: Person, came_by: str = "") -> None:
    """Sign the person in; `came_by` is the provider of the account, none for a password."""
    chosen = session.get("locale")
    session.clear()  # nothing of whoever sat here before stays, but for the language
    session["locale"] = chosen
    if came_by:
        session[CAME_BY] = came_by
    login_user(SignedIn(person))

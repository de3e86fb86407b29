"""Where every way of signing in ends, a sitting of its own for one person; and the way out."""

from datetime import UTC, datetime
from typing import Final

from flask import session
from flask_login import login_user, logout_user

from assetmgr.auth.operations import end_sitting
from assetmgr.auth.queries import Person
from assetmgr.db.scope import system_scope
from assetmgr.extensions import db
from assetmgr.web.signed_in import SignedIn, begin_sitting, sitting_of

CAME_BY: Final = "came_by"


def enter(person: Person, came_by: str = "") -> None:
    """Sign the person in; `came_by` is the provider of the account, none for a password."""
    chosen = session.get("locale")
    session.clear()  # nothing of whoever sat here before stays, but for the language
    session["locale"] = chosen
    begin_sitting(session)
    if came_by:
        session[CAME_BY] = came_by
    login_user(SignedIn(person))


def leave() -> None:
    """Sign out: nothing stays in this browser, and a copy of its cookie opens nothing."""
    if sitting := sitting_of(session):
        with system_scope(db.session(), reason="whoever leaves ends the own sitting"):
            end_sitting(db.session(), sitting, datetime.now(UTC))
    logout_user()
    session.clear()

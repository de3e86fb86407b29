"""The institution a person looks at, chosen at the top of the rail and kept in the browser."""

from flask import g, request, session, url_for
from flask_babel import gettext

from assetmgr.extensions import db
from assetmgr.institutions.queries import Named, named_institutions
from assetmgr.web.signed_in import me

ALL = ""


def mine() -> tuple[Named, ...]:
    """The institutions that this request's scope reaches, in Latvian order; read once."""
    if "institutions" not in g:
        g.institutions = named_institutions(db.session())
    found: tuple[Named, ...] = g.institutions
    return found


def in_view() -> Named | None:
    """The institution in view; None: all that the person reaches.

    `?institution=CODE` chooses for this page alone (blank: all); otherwise the switcher's choice
    holds. Who has one institution always looks at that one.
    """
    places = mine()
    if len(places) == 1:
        return places[0]
    code = request.args.get("institution", session.get("institution", ALL))
    return next((place for place in places if place.code == code), None)


def choose(code: str) -> None:
    """Keep the choice in the browser's session."""
    session["institution"] = code


def choices() -> list[tuple[str, str, str, bool]]:
    """Lines for the switcher (code, name, address, current); none for one institution."""
    places = mine() if me().person.parts else ()
    if len(places) < 2:
        return []
    chosen = in_view()
    here = request.path if request.method == "GET" else "/"
    lines = [(ALL, gettext("All institutions"), chosen is None)]
    lines += [(place.code, place.short_name, place == chosen) for place in places]
    return [
        (code, name, url_for("institutions.switch", code=code, next=here), current)
        for code, name, current in lines
    ]

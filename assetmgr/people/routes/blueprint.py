"""The blueprint of people, and what its views share."""

from typing import Any

from flask import Blueprint, abort, current_app, request, url_for
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.scope import Institutions, Municipality, scope_of
from assetmgr.db.scope import handles as is_handler
from assetmgr.db.secrets import Cipher
from assetmgr.extensions import config_of, db
from assetmgr.institutions.queries import Named
from assetmgr.people.models import Person
from assetmgr.people.queries import person_or_none
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import me

pages = Blueprint("people", __name__)


def cipher() -> Cipher:
    """What encrypts personal codes here."""
    return config_of(current_app).cipher


def own_places() -> list[Named]:
    """The institutions whose people this request may see: the municipality sees nobody's."""
    scope = scope_of(db.session())
    match scope:
        case Institutions(ids=ids) | Municipality(people_of=ids):
            return [place for place in mine() if place.id in ids]
    return []


def place_or_none() -> Named | None:
    """The institution in view, if its people may be seen; the only one where there is one."""
    places, chosen = own_places(), in_view()
    if len(places) == 1 and chosen is None:
        return places[0]
    return chosen if chosen in places else None


def place() -> Named:
    """The institution in view; 404 where its people may not be seen."""
    return place_or_none() or abort(404)


def loaded(person_id: int) -> Person:
    """The person; 404 to strangers."""
    return person_or_none(db.session(), person_id) or abort(404)


def handles(institution_id: int) -> bool:
    """Whether the reader is a named handler there."""
    return is_handler(scope_of(db.session()), institution_id)


def may_change(institution_id: int) -> bool:
    """Whether the reader may change people there."""
    return any(part.institution_id == institution_id for part in me().person.parts) and me().may_in(
        Permission.LENDING_RULES, institution_id
    )


@pages.context_processor
def context() -> dict[str, Any]:
    """`people_tabs()`: the pages of people, called by those pages alone, for it needs a scope."""
    return {"people_tabs": _tabs}


def _tabs() -> list[tuple[str, str, bool]]:
    found = place_or_none()
    if found is None or not may_change(found.id):
        return []
    items = [
        (gettext("People"), "people.listing"),
        (gettext("Import a class list"), "people.upload"),
        (gettext("Sign-in codes"), "people.codes"),
        (gettext("Named handlers"), "people.handlers"),
    ]
    told: dict[str, Any] = {"institution": found.code}
    return [(text, url_for(name, **told), request.endpoint == name) for text, name in items]

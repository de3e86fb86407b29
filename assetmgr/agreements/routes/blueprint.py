"""The blueprint of terms, settings and agreements, and what its views share."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, request, url_for
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.people.models import Person
from assetmgr.people.queries import person_or_none
from assetmgr.people.routes.blueprint import own_places
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import me

pages = Blueprint("agreements", __name__)


def place_or_none() -> Named | None:
    """The institution in view; the only one where there is one."""
    places = mine()
    return places[0] if len(places) == 1 else in_view()


def place() -> Named:
    """The institution in view; 404 where none was chosen."""
    return place_or_none() or abort(404)


def sees_people(institution_id: int) -> bool:
    """Whether names of the institution's people are in this request's reach."""
    return institution_id in {place.id for place in own_places()}


def loaded(person_id: int) -> Person:
    """The person; 404 to strangers, and of whom nothing is left."""
    found = person_or_none(db.session(), person_id)
    return found if found and found.forgotten_at is None else abort(404)


def now() -> datetime:
    """This moment, aware."""
    return datetime.now(UTC)


@pages.app_context_processor
def context() -> dict[str, Any]:
    """`agreement_tabs()`: the pages of terms and of what else is ruled; it needs a scope."""
    return {"agreement_tabs": _tabs}


def _tabs() -> list[tuple[str, str, bool]]:
    chosen = place_or_none()
    told: dict[str, Any] = {"institution": chosen.code} if chosen else {}
    items = []
    if me().may(Permission.LENDING_RULES):
        items += [
            (gettext("Terms"), "agreements.terms"),
            (gettext("Settings"), "agreements.settings"),
        ]
    items.append((gettext("Guardians' agreements"), "agreements.consents"))
    if me().is_municipal_for(Permission.LENDING_RULES):
        items.append((gettext("For the whole municipality"), "agreements.policy"))
    if me().may(Permission.LENDING_RULES):
        items += [(gettext("Personal data"), "privacy.show"), (gettext("RUMIS"), "rumis.show")]
    return [(text, url_for(name, **told), request.endpoint == name) for text, name in items]

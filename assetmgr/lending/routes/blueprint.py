"""The blueprint of the pages of lending that count, and what its views share."""

from typing import Any

from flask import Blueprint, current_app, url_for

from assetmgr.auth.codes import Permission
from assetmgr.institutions.queries import Named
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import me

pages = Blueprint("lending", __name__)


def places() -> tuple[Named, ...]:
    """The institution in view, or else all that the reader reaches."""
    chosen = in_view()
    return (chosen,) if chosen else mine()


def ids() -> list[int]:
    """Their ids."""
    return [place.id for place in places()]


def way(endpoint: str, permission: Permission, **told: Any) -> str:
    """The address of a page for whoever may open it; '' for others."""
    if endpoint not in current_app.view_functions or not me().may(permission):
        return ""
    chosen = in_view()
    if chosen:
        told.setdefault("institution", chosen.code)
    return url_for(endpoint, **told)

"""The blueprint of all pages of labels, and what its views share."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, current_app, request, url_for
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import config_of
from assetmgr.web.institution_in_view import in_view
from assetmgr.web.signed_in import me

pages = Blueprint("labeling", __name__, url_prefix="/labels")


def now() -> datetime:
    """This moment, aware."""
    return datetime.now(UTC)


def base_url() -> str:
    """What QR codes carry."""
    return config_of(current_app).base_url


@pages.context_processor
def context() -> dict[str, Any]:
    """`label_tabs()`: the pages of labels, called by those pages alone, for it needs a scope."""
    return {"label_tabs": _tabs}


def _tabs() -> list[tuple[str, str, bool]]:
    if not me().may(Permission.LABELS):
        return []
    place = in_view()
    told: dict[str, Any] = {"institution": place.code} if place else {}
    items = [
        (gettext("Devices"), url_for("labeling.choose", **told), "labeling.choose"),
        (gettext("Rooms"), url_for("labeling.rooms", **told), "labeling.rooms"),
        (gettext("Blank codes"), url_for("labeling.blanks", **told), "labeling.blanks"),
    ]
    if place:
        href = url_for("labeling.settings", code=place.code)
        items.append((gettext("Settings"), href, "labeling.settings"))
    return [(text, href, request.endpoint == endpoint) for text, href, endpoint in items]

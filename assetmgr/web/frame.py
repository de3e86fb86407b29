"""What stands around every page: the rail, the institution in view, the person."""

from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, current_app, g, request, url_for
from flask_babel import get_locale, lazy_gettext
from flask_login import current_user

from assetmgr.auth.codes import Permission
from assetmgr.db.scope import has_scope
from assetmgr.extensions import db
from assetmgr.web import institution_in_view
from assetmgr.web.words import ROLE_NAMES


@dataclass(frozen=True, slots=True)
class Entry:
    """A place one can go to from the rail."""

    label: Any
    endpoint: str
    icon: str
    permission: Permission
    also: tuple[str, ...] = ()
    """Further blueprints whose pages belong here."""
    short: Any = None
    """What fits under an icon on a phone, where the label does not."""


_GROUPS: Final = (
    (
        lazy_gettext("Daily work"),
        (
            Entry(lazy_gettext("Home"), "dashboard.home", "house", Permission.REGISTER_READ),
            Entry(lazy_gettext("Devices"), "devices.listing", "laptop", Permission.REGISTER_READ),
            Entry(
                lazy_gettext("Scan"),
                "scanning.scan",
                "qr-code-scan",
                Permission.COUNT,
            ),
            Entry(
                lazy_gettext("Stocktakes"),
                "inventory.listing",
                "clipboard-check",
                Permission.REGISTER_READ,
            ),
            Entry(
                lazy_gettext("Handing out and taking back"),
                "lending.overview",
                "arrow-left-right",
                Permission.LENDING_READ,
                also=("loans", "requests", "agreements", "custody", "privacy", "rumis"),
                short=lazy_gettext("Lending"),
            ),
            Entry(lazy_gettext("Labels"), "labeling.choose", "tags", Permission.LABELS),
        ),
    ),
    (
        lazy_gettext("Planning"),
        (
            Entry(
                lazy_gettext("Chromebook usage"), "usage.weekly", "activity", Permission.USAGE_READ
            ),
            Entry(
                lazy_gettext("Replacement forecast"),
                "forecast.show",
                "calendar-range",
                Permission.PLANNING_READ,
            ),
            Entry(
                lazy_gettext("Indicators"), "indicators.show", "bullseye", Permission.PLANNING_READ
            ),
        ),
    ),
    (
        lazy_gettext("Data"),
        (
            Entry(
                lazy_gettext("Institutions"),
                "institutions.listing",
                "building",
                Permission.REGISTER_READ,
            ),
            Entry(lazy_gettext("People"), "people.listing", "people", Permission.LEND),
            Entry(lazy_gettext("Data import"), "exchange.choose", "upload", Permission.EXCHANGE),
            Entry(
                lazy_gettext("Synchronisation"), "google.runs", "arrow-repeat", Permission.SYNC_READ
            ),
        ),
    ),
)


def register(app: Flask) -> None:
    """Give every page the context that the frame needs."""
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    if g.get("is_error_page") or not _has_rail():
        return {"languages": _languages()}
    if g.get("is_part"):
        return {"may": current_user.may, "Permission": Permission}
    return {
        "nav": _nav(),
        "switcher": institution_in_view.choices(),
        "account": _account(),
        "languages": _languages(),
        "home_href": url_for("dashboard.home"),
        "search_href": url_for("devices.listing"),
        "find_href": url_for("devices.find"),
        "may": current_user.may,
        "Permission": Permission,
    }


def leave_out() -> None:
    """Let this request's answer be a part of a page, which asks for nothing of the frame."""
    g.is_part = True


def _has_rail() -> bool:
    """A page that is open to everybody may have no scope; it then cannot say what one reaches."""
    if not current_user or not current_user.is_authenticated:
        return False
    return not current_user.is_borrower_only and has_scope(db.session())


def _nav() -> list[dict[str, Any]]:
    groups = []
    for title, entries in _GROUPS:
        items = [
            _item(entry)
            for entry in entries
            if current_user.may(entry.permission) and entry.endpoint in current_app.view_functions
        ]
        if items:
            groups.append({"title": title, "items": items})
    return groups


def _item(entry: Entry) -> dict[str, Any]:
    blueprint = entry.endpoint.partition(".")[0]
    return {
        "label": entry.label,
        "short": entry.short or entry.label,
        "href": url_for(entry.endpoint),
        "icon": entry.icon,
        "active": request.blueprint in {blueprint, *entry.also},
    }


def _account() -> dict[str, Any]:
    roles = sorted(current_user.roles)
    return {
        "name": current_user.name,
        "role": ", ".join(str(ROLE_NAMES[role]) for role in roles),
        "own_href": url_for("borrowing.home") if current_user.may(Permission.BORROW) else None,
        "sign_out_href": url_for("auth.sign_out"),
    }


def _languages() -> list[tuple[str, str, str, bool]]:
    current = str(get_locale())
    here = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return [
        (code, name, url_for("auth.language", code=code, next=here), code == current)
        for code, name in (("lv", "Latviešu"), ("en", "English"))
    ]

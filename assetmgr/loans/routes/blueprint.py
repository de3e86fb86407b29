"""The blueprint of all pages of loans, and what its views share."""

from typing import Any, Final

from flask import Blueprint, abort, current_app, request, url_for
from flask_babel import lazy_gettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.loans.models import Act
from assetmgr.loans.queries.acts import act_or_none
from assetmgr.people.queries import person_or_none
from assetmgr.web.institution_in_view import in_view
from assetmgr.web.signed_in import me

pages = Blueprint("loans", __name__, url_prefix="/lending")

_TABS: Final = (
    (lazy_gettext("Overview"), "lending.overview", Permission.LENDING_READ),
    (lazy_gettext("Hand out"), "loans.hand_out", Permission.LEND),
    (lazy_gettext("Take back"), "loans.take_back", Permission.LEND),
    (lazy_gettext("Loans"), "loans.listing", Permission.LEND),
    (lazy_gettext("Requests"), "requests.desk", Permission.LEND),
    (lazy_gettext("Damage and loss"), "loans.cases", Permission.LEND),
    (lazy_gettext("People"), "people.listing", Permission.LEND),
    (lazy_gettext("Terms and settings"), "agreements.terms", Permission.LENDING_RULES),
)

_WITHIN: Final = {
    "agreements": "agreements.terms",
    "custody": "loans.listing",
    "lending": "lending.overview",
    "loans": "loans.listing",
    "people": "people.listing",
    "privacy": "agreements.terms",
    "requests": "requests.desk",
    "rumis": "agreements.terms",
    "loans.bring": "loans.take_back",
    "loans.case": "loans.cases",
    "loans.case_paper": "loans.cases",
    "loans.class_page": "loans.hand_out",
    "loans.class_prepare": "loans.hand_out",
    "loans.decide_case": "loans.cases",
    "loans.dispute_case": "loans.cases",
    "loans.lend": "loans.hand_out",
}
"""In which tab a page stands that is none itself: by its name, else by its feature."""


def load(act_id: int) -> Act:
    """The act within the scope; 404 to strangers."""
    return act_or_none(db.session(), act_id) or abort(404)


def readable(act_id: int) -> Act:
    """As `load`, where the reader may know the borrower; 404 to the municipality, too."""
    act = load(act_id)
    return act if person_or_none(db.session(), act.person_id) else abort(404)


@pages.app_context_processor
def context() -> dict[str, Any]:
    """`lending_tabs()`: the pages of lending, of people and of requests; it needs a scope."""
    return {"lending_tabs": _tabs}


def _tabs() -> list[tuple[str, str, bool | str]]:
    """The label, the address, and whether one is there, of each page that one may open."""
    place = in_view()
    told: dict[str, Any] = {"institution": place.code} if place else {}
    return [
        (str(label), url_for(endpoint, **told), _is_here(endpoint))
        for label, endpoint, permission in _TABS
        if me().may(permission) and endpoint in current_app.view_functions
    ]


def _is_here(endpoint: str) -> bool | str:
    """Whether this is the tab's page; 'true': it stands within the tab."""
    if request.endpoint == endpoint:
        return True
    own_tab = any(request.endpoint == one for _, one, _ in _TABS)
    within = _WITHIN.get(request.endpoint or "", _WITHIN.get(request.blueprint or ""))
    return "true" if within == endpoint and not own_tab else False

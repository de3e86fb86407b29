"""The requests of an institution: who waits, who is put off, what was decided."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.scope import handles, scope_of
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.lending.queries.settings import settings_of
from assetmgr.loans.policy.naming import request_number
from assetmgr.people.routes.blueprint import own_places, place_or_none
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.policy.years import span
from assetmgr.requests.queries.desk import Page, Show, desk_page
from assetmgr.requests.queries.figures import NONE, figures, figures_of_all
from assetmgr.requests.routes.blueprint import hand_out_address, pages
from assetmgr.requests.words import CHANNEL_WORDS, REASON_WORDS, STATUS_LOOKS, STATUS_WORDS
from assetmgr.web.access import requires
from assetmgr.web.addresses import key_of
from assetmgr.web.clock import today
from assetmgr.web.institution_in_view import in_view, mine


@pages.get("")
@requires(Permission.LEND)
def desk() -> ResponseReturnValue:
    """Those who wait, in the queue's order; ?show=postponed|decided, ?after=."""
    place = place_or_none()
    if place is None:
        return _counts()
    show = _show(request.args.get("show", ""))
    after = key_of(request.args.get("after", ""))
    return _page(place, show, desk_page(db.session(), place.id, show, today(), after))


@pages.context_processor
def words() -> dict[str, object]:
    """What the templates say, and where they lead."""
    return {
        "reason_words": REASON_WORDS,
        "status_words": STATUS_WORDS,
        "status_looks": STATUS_LOOKS,
        "channel_words": CHANNEL_WORDS,
        "hand_out_address": hand_out_address,
    }


def _show(text: str) -> Show:
    return Show(text) if text in set(Show) else Show.WAITING


def _page(place: Named, show: Show, page: Page) -> str:
    session = db.session()
    told = figures(session, *span(today()), [place.id]).get(place.id, NONE)
    return render_template(
        "requests/desk.html",
        place=place,
        show=show,
        lines=page.lines,
        tabs=_tabs(place, show),
        told=told,
        following=_address(place, show, page.following) if page.following else "",
        is_handler=handles(scope_of(session), place.id),
        takes_requests=settings_of(session, place.id).takes_requests,
        number=lambda one: request_number(place.code, one.number),
        is_first=not request.args.get("after"),
    )


def _tabs(place: Named, show: Show) -> list[tuple[str, str, bool]]:
    labels = {
        Show.WAITING: gettext("Waiting"),
        Show.POSTPONED: gettext("Postponed ones"),
        Show.DECIDED: gettext("Ended ones"),
    }
    return [(text, _address(place, one), one is show) for one, text in labels.items()]


def _address(place: Named, show: Show, after: int | None = None) -> str:
    told: dict[str, Any] = {} if show is Show.WAITING else {"show": show.value}
    if after is not None:
        told["after"] = after
    address: str = url_for("requests.desk", institution=place.code, **told)
    return address


def _counts() -> str:
    """For whoever sees no names here: how many asked and were served, by institution."""
    found = figures_of_all(db.session(), *span(today()))
    chosen = in_view()
    places = [chosen] if chosen else mine()
    return render_template(
        "requests/counts.html",
        place=chosen,
        own=own_places(),
        counts=[(one, found[one.code]) for one in places if one.code in found],
    )


def number_of(one: LoanRequest) -> str:
    """The request's number as people write it, of an institution within reach."""
    code = next((place.code for place in mine() if place.id == one.institution_id), "")
    return request_number(code, one.number)

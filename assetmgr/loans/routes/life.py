"""What the pages of running loans share: whose names may be shown, tabs, links, refusals."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

from flask import Response, flash, request, url_for
from flask_babel import lazy_gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused, refusing
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.loans.models import Act
from assetmgr.loans.queries.acts import number_of
from assetmgr.loans.queries.device import device_of
from assetmgr.loans.queries.papers import PaperFile
from assetmgr.loans.routes.blueprint import pages
from assetmgr.people.routes.blueprint import own_places
from assetmgr.web.clock import today
from assetmgr.web.errors import translated
from assetmgr.web.signed_in import acting, me

_TABS: Final = (
    (lazy_gettext("All loans"), "loans.listing", Permission.LEND),
    (lazy_gettext("Overdue"), "loans.overdue", Permission.LEND),
    (lazy_gettext("Summer collection"), "loans.collection", Permission.LENDING_READ),
    (lazy_gettext("Spares that stand in"), "loans.stand_ins", Permission.LEND),
    (lazy_gettext("Who uses them"), "custody.proposals", Permission.LEND),
)


@pages.app_context_processor
def context() -> dict[str, Any]:
    """`life_tabs()` and `act_href(act_id)`."""
    return {"life_tabs": _tabs, "act_href": act_href}


def shows_names(place: Named) -> bool:
    """Whether the reader sees who borrows there; the municipality sees keys and counts."""
    return place in own_places()


def act_href(act_id: int) -> str:
    """The page of an act."""
    address: str = url_for("loans.act", act_id=act_id)
    return address


def act_hrefs(act_ids: Iterable[int]) -> dict[int, str]:
    """The pages of many acts, by act: the address is made once."""
    stem = act_href(0).removesuffix("0")
    return {act_id: f"{stem}{act_id}" for act_id in act_ids}


def held(act: Act) -> dict[str, Any]:
    """The act, its device and its number, as operations ask for them."""
    return {
        "act": act,
        "device": device_of(db.session(), act),
        "number": number_of(db.session(), act),
    }


def dated() -> dict[str, Any]:
    """Who acts, when, and on which day."""
    return {**acting(), "today": today()}


def done(write: Callable[[], object]) -> bool:
    """Carry out a write, all of it or nothing; where it is refused, say why and give False."""
    try:
        with refusing(), db.session().begin_nested():
            write()
    except Refused as refused:
        flash(translated(refused), "bad")
        return False
    return True


def pdf(content: bytes, name: str) -> Response:
    """A PDF that opens in the browser."""
    response = Response(content, mimetype="application/pdf")
    response.headers.set("Content-Disposition", "inline", filename=name)
    return response


def paper_answer(file: PaperFile) -> Response:
    """A file as it was sent: pictures are shown, others are kept."""
    how = "inline" if file.media_type.startswith("image/") else "attachment"
    response = Response(file.content, mimetype=file.media_type)
    response.headers.set("Content-Disposition", how, filename=file.file_name)
    return response


def file_name(stem: str, place: Named, day: date) -> str:
    """The name of a download."""
    return f"{stem}-{place.code}-{day.isoformat()}"


def _tabs() -> list[tuple[str, str, bool]]:
    told: dict[str, Any] = (
        {"institution": code} if (code := request.args.get("institution")) else {}
    )
    return [
        (str(label), url_for(endpoint, **told), request.endpoint == endpoint)
        for label, endpoint, permission in _TABS
        if me().may(permission)
    ]

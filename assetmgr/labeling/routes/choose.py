"""Choosing devices, seeing how their labels come out, and printing them."""

from collections.abc import Iterator
from typing import Any, Final

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.db.transaction import released
from assetmgr.devices.queries import NamedKind, kinds, rooms_of
from assetmgr.extensions import db
from assetmgr.i18n.marks import N_
from assetmgr.labeling.forms.wish import read_choice, read_wish
from assetmgr.labeling.operations.drawing import device_labels
from assetmgr.labeling.operations.printed import mark_printed
from assetmgr.labeling.policy.papers import Paper
from assetmgr.labeling.policy.style import Style, usual_style
from assetmgr.labeling.queries.choice import Choice
from assetmgr.labeling.queries.picks import Pick, count_of, picks_of
from assetmgr.labeling.queries.styles import papers_of, style_of, styles_of
from assetmgr.labeling.routes.blueprint import base_url, now, pages
from assetmgr.labeling.routes.printing import SHOWN, as_file, asked, paper_shown, previews
from assetmgr.labeling.words import ORDER_NAMES, PRINTED_NAMES
from assetmgr.web.access import requires
from assetmgr.web.errors import translated
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import me
from assetmgr.web.words import kind_name
from labels.spec import LabelSpec

MOST: Final = 5_000
"""Labels in one file: more would keep the browser waiting too long."""
_TOO_MANY: Final = N_("At most %(most)s labels fit into one file. Narrow the choice.")


@pages.get("/")
@requires(Permission.LABELS)
def choose() -> ResponseReturnValue:
    """Choose devices, paper and first place; see the first labels."""
    return _page(kinds(db.session()))


@pages.post("/print")
@requires(Permission.LABELS)
def print_sheets() -> ResponseReturnValue:
    """The labels as one file; each device is noted as having its label."""
    known = kinds(db.session())
    picks = picks_of(db.session(), _choice(known), MOST + 1)
    style = _style()
    wish = read_wish(request.values, _papers(), style)
    labels = _labels(picks, style)
    try:
        _check_number(len(picks))
        name = gettext("labels") + f"-{wish.paper.key}-{len(picks)}"
        with released(db.session()):
            response = as_file(labels, wish, name)
    except Refused as refused:
        return _page(known, translated(refused)), 422
    mark_printed(db.session(), picks, actor=me().as_actor(), now=now())
    return response


def _check_number(count: int) -> None:
    if not count:
        raise Refused(N_("No device is chosen."))
    if count > MOST:
        raise Refused(_TOO_MANY, most=MOST)


def _labels(picks: tuple[Pick, ...], style: Style) -> Iterator[LabelSpec]:
    """The labels of the picks; `style` is that of the institution in view."""
    place = in_view()
    ids = {pick.institution_id for pick in picks}
    known = {place.id: style} if place else {}
    styles = {**known, **styles_of(db.session(), ids - known.keys())}
    return device_labels(picks, styles, base_url())


def _choice(known: tuple[NamedKind, ...]) -> Choice:
    place = in_view()
    return read_choice(request.values, place.id if place else None, {one.code for one in known})


def _style() -> Style:
    """How the institution in view prints; for several at once, as nobody chose otherwise."""
    place = in_view()
    return style_of(db.session(), place.id) if place else usual_style()


def _papers() -> tuple[Paper, ...]:
    place = in_view()
    return papers_of(db.session(), place.id if place else None)


def _page(known: tuple[NamedKind, ...], error: str | None = None) -> str:
    context = _shown(known) | _options(known) | {"error": error}
    if "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers:
        return render_template("labeling/_results.html", partial=True, **context)
    return render_template("labeling/choose.html", partial=False, **context)


def _shown(known: tuple[NamedKind, ...]) -> dict[str, Any]:
    session, place = db.session(), in_view()
    style, papers = _style(), _papers()
    choice, wish = _choice(known), read_wish(request.values, papers, style)
    count = count_of(session, choice)
    labels = _labels(picks_of(session, choice, SHOWN), style)
    return {
        "choice": choice,
        "place": place,
        "rooms": rooms_of(session, place.id) if place else (),
        "count": count,
        "most": MOST,
        "labels": previews(labels, wish.paper),
        "print_href": url_for(".print_sheets", **asked()),
        "filter_href": url_for(".choose"),
        **paper_shown(wish, papers, count, ".choose"),
    }


def _options(known: tuple[NamedKind, ...]) -> dict[str, Any]:
    places = [(place.code, place.short_name) for place in mine()]
    return {
        "institution_options": [("", gettext("All institutions")), *places],
        "kind_options": [
            ("", gettext("all kinds")),
            *((one.code, kind_name(one)) for one in known),
        ],
        "printed_options": [
            ("", gettext("all devices")),
            *((code.value, name) for code, name in PRINTED_NAMES.items()),
        ],
        "order_options": [(code.value, name) for code, name in ORDER_NAMES.items()],
    }

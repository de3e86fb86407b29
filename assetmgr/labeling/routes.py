"""Choosing devices, seeing how the labels come out, and printing them."""

from datetime import UTC, datetime
from tempfile import TemporaryFile
from typing import Any, Final

from flask import Blueprint, current_app, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.devices.queries import NamedKind, kinds, rooms_of
from assetmgr.extensions import config_of, db
from assetmgr.i18n.marks import N_
from assetmgr.labeling.forms import ASKED, Wish, read_wish
from assetmgr.labeling.operations import draw_labels, label_of, mark_printed
from assetmgr.labeling.picture import label_picture, sheet_picture
from assetmgr.labeling.queries import count_of, picks_of
from assetmgr.web import formats
from assetmgr.web.access import requires
from assetmgr.web.errors import translated
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import me
from assetmgr.web.words import kind_name
from labels.sheets import SHEETS, Sheet

pages = Blueprint("labeling", __name__, url_prefix="/labels")

MOST: Final = 5_000
"""Labels in one file: more would keep the browser, and everybody who writes, waiting too long."""
_TOO_MANY: Final = N_("At most %(most)s labels fit into one file. Narrow the choice.")
SHOWN: Final = 6
"""Labels in the preview."""


@pages.get("/")
@requires(Permission.LABELS)
def choose() -> ResponseReturnValue:
    """Choose devices, sheet and first place; see the first labels."""
    return _page(kinds(db.session()))


@pages.post("/print")
@requires(Permission.LABELS)
def print_sheets() -> ResponseReturnValue:
    """The labels as one PDF; each device is noted as having its label."""
    known = kinds(db.session())
    wish = _wish(known)
    picks = picks_of(db.session(), wish.choice, MOST + 1)
    out = TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        _check_number(len(picks))
        draw_labels(picks, wish.sheet, out, start=wish.start, base_url=_base_url())
    except Refused as refused:
        out.close()
        return _page(known, translated(refused)), 422
    mark_printed(db.session(), picks, actor=me().as_actor(), now=datetime.now(UTC))
    out.seek(0)
    name = gettext("labels") + f"-{wish.sheet.code}-{len(picks)}.pdf"
    return send_file(out, "application/pdf", as_attachment=True, download_name=name)


def _check_number(count: int) -> None:
    if count > MOST:
        raise Refused(_TOO_MANY, most=MOST)


def _page(known: tuple[NamedKind, ...], error: str | None = None) -> str:
    wish = _wish(known)
    context = _shown(wish) | _options(known) | {"error": error}
    if "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers:
        return render_template("labeling/_results.html", partial=True, **context)
    return render_template("labeling/choose.html", partial=False, **context)


def _wish(known: tuple[NamedKind, ...]) -> Wish:
    place = in_view()
    codes = {kind.code for kind in known}
    return read_wish(request.values, place.id if place else None, codes)


def _shown(wish: Wish) -> dict[str, Any]:
    session, place = db.session(), in_view()
    count = count_of(session, wish.choice)
    picks = picks_of(session, wish.choice, SHOWN)
    return {
        "wish": wish,
        "place": place,
        "sheet_size": _sheet_size(wish.sheet),
        "rooms": rooms_of(session, place.id) if place else (),
        "count": count,
        "most": MOST,
        "labels": [label_picture(label_of(pick, _base_url()), wish.sheet) for pick in picks],
        "picture": sheet_picture(
            wish.sheet, wish.start, count, address=_start_at, name=_start_name
        ),
        "print_href": url_for(".print_sheets", **_query()),
        "filter_href": url_for(".choose"),
    }


def _options(known: tuple[NamedKind, ...]) -> dict[str, Any]:
    places = [(place.code, place.short_name) for place in mine()]
    return {
        "institution_options": [("", gettext("All institutions")), *places],
        "kind_options": [
            ("", gettext("all kinds")),
            *((one.code, kind_name(one)) for one in known),
        ],
        "sheet_options": [(sheet.code, _sheet_name(sheet)) for sheet in SHEETS],
    }


def _sheet_name(sheet: Sheet) -> str:
    return " / ".join((sheet.code, *sheet.aliases))


def _sheet_size(sheet: Sheet) -> str:
    sides = [formats.number(side, formats.language(), 1) for side in (sheet.width, sheet.height)]
    size = f"{sides[0]} × {sides[1]} mm"
    text: str = ngettext(
        "%(num)s label of %(size)s", "%(num)s labels of %(size)s", sheet.labels, size=size
    )
    return text


def _query(**changes: Any) -> dict[str, Any]:
    told = {name: request.args.getlist(name) for name in ASKED if name in request.args}
    return {**told, **changes}


def _start_at(place: int) -> str:
    return url_for(".choose", **_query(start=place))


def _start_name(place: int) -> str:
    text: str = gettext("Start at place %(place)s", place=place)
    return text


def _base_url() -> str:
    return config_of(current_app).base_url

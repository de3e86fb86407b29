"""The list of loans, and the same as a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.devices.queries import NamedKind, kinds
from assetmgr.devices.queries.keyset import Cursor, unpacked
from assetmgr.extensions import db
from assetmgr.i18n.alphabet import latvian_key
from assetmgr.loans.policy.searching import search_for
from assetmgr.loans.queries.listing import (
    COUNTED,
    Asked,
    Counts,
    LoanPage,
    LoanRow,
    Which,
    all_loans,
    class_names,
    counts,
    key_for,
    loan_page,
)
from assetmgr.loans.routes.blueprint import pages
from assetmgr.loans.words import ACT_PILLS, ACT_WORDS
from assetmgr.people.policy.classes import class_key
from assetmgr.spreadsheet.write import Value
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.download import Sheet, attachment
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.words import kind_name

LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Chip:
    """A state to look at; `count` None: nobody counts it."""

    label: str
    count: int | None
    href: str
    is_current: bool


@pages.get("/loans")
@requires(Permission.LEND)
def listing() -> ResponseReturnValue:
    """Loans that pass the filters, fifty at a time; ?which=, ?class=, ?kind=."""
    known = kinds(db.session())
    asked = _asked(request.args, known)
    return _page(asked, _cursor(asked), known)


@pages.post("/loans")
@requires(Permission.LEND)
def search_loans() -> ResponseReturnValue:
    """The first of those that fit a tag, a number or a name: no name stands in an address."""
    known = kinds(db.session())
    text = request.form.get("q", "").strip()[:LONGEST]
    asked = Asked(which=Which.ALL, institution_id=_place_id(), search=search_for(text))
    return _page(asked, None, known, text)


@pages.get("/loans.<file_format>")
@requires(Permission.LEND)
def loans_file(file_format: str) -> ResponseReturnValue:
    """What the filters show, as a file."""
    known = kinds(db.session())
    asked = _asked(request.args, known)
    sheet = Sheet("loans", _head(), _lines(all_loans(db.session(), asked, today()), known))
    return attachment(sheet, file_format)


def _page(asked: Asked, cursor: Cursor | None, known: Iterable[NamedKind], q: str = "") -> str:
    session, place = db.session(), in_view()
    page = loan_page(session, asked, cursor, today())
    of_place = class_names(session, place.id) if place else []
    return render_template(
        "loans/listing.html",
        page=page,
        asked=asked,
        q=q,
        place=place,
        chips=_chips(asked, counts(session, _place_id(), today())) if not q else [],
        classes=sorted(of_place, key=class_key),
        kinds=sorted(known, key=lambda one: latvian_key(kind_name(one))),
        kind_names={one.id: kind_name(one) for one in known},
        places={one.id: one.short_name for one in mine()} if place is None else {},
        downloads={one: url_for("loans.loans_file", file_format=one, **_told(asked))
                   for one in ("xlsx", "csv")} if not q else {},
        beside=_beside(page, asked),
        is_cut=bool(q and page.following),
        counted=COUNTED,
        act_words=ACT_WORDS,
        act_pills=ACT_PILLS,
        today=today(),
    )  # fmt: skip


def _beside(page: LoanPage, asked: Asked) -> dict[str, str]:
    """The addresses of the pages before and after, '' where there is none."""

    def address(word: str, key: str | None) -> str:
        told: dict[str, Any] = {word: key, **_told(asked)}
        return url_for("loans.listing", **told) if key else ""

    return {
        "before": address("before", page.previous),
        "after": address("after", page.following),
    }


def _asked(told: Mapping[str, str], known: Iterable[NamedKind]) -> Asked:
    which = told.get("which", "")
    kind = next((one.id for one in known if one.code == told.get("kind")), None)
    return Asked(
        which=Which(which) if which in set(Which) else Which.OPEN,
        institution_id=_place_id(),
        class_name=told.get("class", "")[:LONGEST] or None,
        kind_id=kind,
    )


def _told(asked: Asked, which: Which | None = None) -> dict[str, Any]:
    """The filters as an address has them."""
    place = in_view()
    kinds_by_id = {one.id: one.code for one in kinds(db.session())} if asked.kind_id else {}
    told = {
        "institution": place.code if place else None,
        "which": (which or asked.which).value,
        "class": asked.class_name,
        "kind": kinds_by_id.get(asked.kind_id) if asked.kind_id else None,
    }
    return {name: value for name, value in told.items() if value}


def _cursor(asked: Asked) -> Cursor | None:
    key = key_for(asked)
    if text := request.args.get("before"):
        return unpacked(text, key, backward=True)
    return unpacked(request.args.get("after", ""), key, backward=False)


def _place_id() -> int | None:
    place = in_view()
    return place.id if place else None


def _chips(asked: Asked, counted: Counts) -> list[Chip]:
    labels = (
        (Which.OPEN, gettext("Lent now"), counted.open),
        (Which.OVERDUE, gettext("Overdue"), counted.overdue),
        (Which.LONG, gettext("Over a year"), None),
        (Which.ASKED, gettext("Ask for longer"), None),
        (Which.WAITING, gettext("To be issued"), counted.waiting),
        (Which.ALL, gettext("All"), None),
    )
    return [
        Chip(label, count, url_for("loans.listing", **_told(asked, which)), asked.which is which)
        for which, label, count in labels
    ]


def _head() -> list[str]:
    return [
        gettext("Act"), gettext("Institution"), gettext("Tag"), gettext("Serial number"),
        gettext("Inventory number"), gettext("Kind"), gettext("Model"), gettext("Borrower"),
        gettext("Class"), gettext("Issued"), gettext("Return until"), gettext("Returned on"),
        gettext("Status"),
    ]  # fmt: skip


def _lines(rows: Iterable[LoanRow], known: Iterable[NamedKind]) -> Iterable[list[Value]]:
    names = {one.id: kind_name(one) for one in known}
    places = {one.id: one.short_name for one in mine()}
    words = {status: str(text) for status, text in ACT_WORDS.items()}
    for row in rows:
        yield [
            row.number, places[row.institution_id], row.asset_tag, row.serial_number,
            row.inventory_number, names[row.kind_id], row.model, row.borrower, row.class_name,
            row.issued_on, row.due_on, row.ended_on, words[row.status],
        ]  # fmt: skip

"""Loans that are late: whom to reach, letters, lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import groupby
from typing import Any, Final, Self

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.loans.operations.reminders import remind_of_acts
from assetmgr.loans.printing.lists import Class, Line, write_lists
from assetmgr.loans.queries.one_act import keys_of
from assetmgr.loans.queries.overdue import (
    Late,
    all_overdue,
    cursor_of,
    guardians_of,
    overdue_by_class,
    overdue_counts,
    overdue_page,
)
from assetmgr.loans.routes.blueprint import pages
from assetmgr.loans.routes.life import act_hrefs, file_name, pdf, shows_names
from assetmgr.people.policy.classes import class_key
from assetmgr.web.access import requires
from assetmgr.web.addresses import key_of
from assetmgr.web.clock import today
from assetmgr.web.download import Sheet, attachment
from assetmgr.web.formats import date_text, language
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import acting

TITLE: Final = "Laikā neatdotās ierīces"
MOST: Final = 200
LONGEST: Final = 20
LONG: Final = 14
"""Days, after which a loan is shown in red."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late what was due on a day is, in words; made once for all rows of that day."""

    tone: str
    days: str
    day: str

    @classmethod
    def of(cls, due_on: date) -> Self:
        """In the reader's language, as of today."""
        days = (today() - due_on).days
        words = ngettext("%(num)s day", "%(num)s days", days)
        return cls("bad" if days > LONG else "amber", words, date_text(due_on, language()))


@pages.get("/overdue")
@requires(Permission.LEND)
def overdue() -> ResponseReturnValue:
    """Fifty at a time, the longest late first; ?class= narrows it; else how many are where."""
    place = in_view()
    if place is None:
        return _everywhere()
    asked, named = _class(), shows_names(place)
    cursor = cursor_of(request.args.get("after", ""), request.args.get("before", ""))
    page = overdue_page(db.session(), place.id, today(), class_name=asked, cursor=cursor)
    if not page.rows and cursor:
        return redirect(url_for(".overdue", **_told(asked)))
    counts = overdue_by_class(db.session(), place.id, today())
    ids = [row.person_id for row in page.rows]
    return render_template(
        "loans/overdue.html",
        place=place,
        page=page,
        count=counts.get(asked, 0) if asked else sum(counts.values()),
        today=today(),
        lateness={day: Lateness.of(day) for day in {row.due_on for row in page.rows}},
        act_hrefs=act_hrefs(row.act_id for row in page.rows),
        named=named,
        asked=asked or "",
        class_options=_class_options(counts, asked) if named else [],
        guardians=guardians_of(db.session(), ids) if named else {},
        keys={} if named else keys_of(db.session(), ids),
        previous=url_for(".overdue", before=page.previous, **_told(asked)) if page.previous else "",
        following=url_for(".overdue", after=page.following, **_told(asked))
        if page.following
        else "",
        told=_told(asked),
    )


@pages.post("/overdue/remind")
@requires(Permission.LEND)
def remind() -> ResponseReturnValue:
    """Queue letters to the borrowers of the chosen loans; nobody gets two on a day."""
    told = [key_of(text) for text in request.form.getlist("acts")[:MOST]]
    ids = [key for key in told if key is not None]
    done = remind_of_acts(db.session(), ids, today(), now=acting()["now"])
    if not done.people:
        flash(gettext("Choose at least one loan with a day of return."), "amber")
    elif done.queued:
        text = ngettext(
            "%(num)s letter is on its way.", "%(num)s letters are on their way.", done.queued
        )
        flash(text, "ok")
    elif done.people > done.without_address:
        flash(gettext("They were reminded today already."), "amber")
    if done.without_address:
        text = ngettext(
            "%(num)s borrower has no e-mail address that can be used; call instead.",
            "%(num)s borrowers have no e-mail address that can be used; call instead.",
            done.without_address,
        )
        flash(text, "amber")
    return redirect(url_for(".overdue", **_told(_class())))


@pages.get("/overdue.<file_format>")
@requires(Permission.LEND)
def overdue_file(file_format: str) -> ResponseReturnValue:
    """The whole list as CSV or XLSX."""
    place = in_view() or abort(404)
    late = all_overdue(db.session(), place.id, today(), _class())
    head = [
        gettext("Act"), gettext("Name and surname") if shows_names(place) else gettext("Key"),
        gettext("Class"), gettext("Tag"), gettext("Model"), gettext("Due"), gettext("Days late"),
    ]  # fmt: skip
    return attachment(
        Sheet(file_name("overdue", place, today()), head, _rows(late, place)), file_format
    )


@pages.get("/overdue.pdf")
@requires(Permission.LEND)
def overdue_pdf() -> ResponseReturnValue:
    """A list to tick for each class; names alone make sense on it."""
    place = in_view() or abort(404)
    late = all_overdue(db.session(), place.id, today(), _class()) if shows_names(place) else []
    if not late:
        abort(404)
    out = BytesIO()
    write_lists(out, TITLE, place.name, today(), _by_class(late))
    return pdf(out.getvalue(), f"{file_name('overdue', place, today())}.pdf")


def _everywhere() -> ResponseReturnValue:
    counts = overdue_counts(db.session(), [place.id for place in mine()], today())
    return render_template(
        "loans/places.html",
        title=gettext("Overdue"),
        lead=gettext("devices that should be back, by institution"),
        rows=[
            (place, [counts.get(place.id, 0)], url_for(".overdue", institution=place.code))
            for place in mine()
            if counts.get(place.id)
        ],
        heads=[gettext("Overdue")],
        nothing=gettext("Nothing is overdue"),
    )


def _class() -> str | None:
    """The class that is asked for, as a parameter or in the form."""
    return request.values.get("class", "").strip()[:LONGEST] or None


def _told(asked: str | None) -> dict[str, Any]:
    told = {"class": asked, "institution": request.args.get("institution")}
    return {name: value for name, value in told.items() if value}


def _class_options(counts: Mapping[str | None, int], asked: str | None) -> list[tuple[str, str]]:
    """Classes where something is late, and the one that is asked for though nothing is."""
    known = [(name, f"{name} ({count})") for name, count in counts.items() if name]
    besides = [(asked, asked)] if asked and asked not in counts else []
    return [("", gettext("All classes")), *known, *besides]


def _rows(late: Sequence[Late], place: Named) -> Iterator[Sequence[Any]]:
    """The scope is gone once a file is written: what it hides was read before."""
    keys = {} if shows_names(place) else keys_of(db.session(), {one.person_id for one in late})
    return (_row(one, keys.get(one.person_id) or one.name) for one in late)


def _row(one: Late, who: str | None) -> Sequence[Any]:
    days = one.days(today())
    return one.number, who, one.class_name, one.asset_tag, one.model, one.due_on, days


def _by_class(late: Sequence[Late]) -> list[Class]:
    ordered = sorted(late, key=lambda one: class_key(one.class_name))
    return [
        Class(
            name or "",
            [Line(one.name or "", one.asset_tag, one.model or "", one.due_on) for one in group],
        )
        for name, group in groupby(ordered, key=lambda one: one.class_name)
    ]

"""The summer's collection: what is out and what is back, class by class; lists and letters."""

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.loans.policy.collecting import season_of
from assetmgr.loans.printing.letters import Home, write_letters
from assetmgr.loans.printing.lists import Class, Line, write_lists
from assetmgr.loans.queries.collection import (
    ToCollect,
    class_progress,
    place_progress,
    to_collect,
)
from assetmgr.loans.queries.due import places as senders
from assetmgr.loans.routes.blueprint import pages
from assetmgr.loans.routes.life import file_name, pdf, shows_names
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.formats import date_text, language
from assetmgr.web.institution_in_view import in_view, mine

TITLE: Final = "Ierīču nodošana vasarā"
LONGEST: Final = 20


@pages.get("/collection")
@requires(Permission.LENDING_READ)
def collection() -> ResponseReturnValue:
    """The classes with how far they are; ?class= its pupils. Who sees no names sees schools."""
    place, season = in_view(), season_of(today())
    if place is None or not shows_names(place):
        return _everywhere()
    asked = _class()
    return render_template(
        "loans/collection.html",
        place=place,
        season=season,
        classes=class_progress(db.session(), place.id, season),
        asked=asked,
        rows=to_collect(db.session(), place.id, season, asked) if asked is not None else [],
        told={"institution": place.code} if "institution" in request.args else {},
    )


@pages.get("/collection.pdf")
@requires(Permission.LEND)
def collection_pdf() -> ResponseReturnValue:
    """A list to tick for each class, or for one."""
    place, rows = _rows()
    out = BytesIO()
    write_lists(out, TITLE, place.name, today(), _by_class(rows))
    return pdf(out.getvalue(), f"{file_name('collection', place, today())}.pdf")


@pages.get("/collection-letters.pdf")
@requires(Permission.LEND)
def collection_letters() -> ResponseReturnValue:
    """A letter to the parents of everybody whose device is out."""
    place, rows = _rows()
    homes = _homes([row for row in rows if row.back_on is None and not row.is_gone])
    if not homes:
        abort(404)
    out = BytesIO()
    contact = senders(db.session())[place.id].sender.contact or ""
    write_letters(out, place.name, contact, today(), homes)
    return pdf(out.getvalue(), f"{file_name('letters', place, today())}.pdf")


def _rows() -> tuple[Named, list[ToCollect]]:
    """The institution in view with what is asked for; 404 where nobody or nothing is to be seen."""
    place = in_view()
    if place is None or not shows_names(place):
        abort(404)
    rows = to_collect(db.session(), place.id, season_of(today()), _class())
    return place, rows or abort(404)


def _class() -> str | None:
    told = request.args.get("class")
    return None if told is None else told.strip()[:LONGEST]


def _everywhere() -> ResponseReturnValue:
    place, season = in_view(), season_of(today())
    places = [place] if place else list(mine())
    found = place_progress(db.session(), [one.id for one in places], season)
    rows: list[tuple[Named, list[Any], str]] = [
        (
            one,
            [told.back, told.out, told.total],
            url_for(".collection", institution=one.code) if shows_names(one) else "",
        )
        for one in places
        if (told := found.get(one.id))
    ]
    day = date_text(season.first, language())
    return render_template(
        "loans/places.html",
        title=gettext("Summer collection"),
        lead=gettext(
            "pupils' devices that came back since %(day)s, and those that are to", day=day
        ),
        rows=rows,
        heads=[gettext("Came back"), gettext("Still out"), gettext("Together")],
        nothing=gettext("No pupil has a device to give back"),
    )


def _by_class(rows: Sequence[ToCollect]) -> list[Class]:
    return [
        Class(name or "", [_line(one) for one in group])
        for name, group in groupby(rows, key=lambda one: one.class_name)
    ]


def _line(one: ToCollect) -> Line:
    note = "nozaudēta" if one.is_gone else ""
    if one.back_on:
        note = f"saņemta {one.back_on:%d.%m.%Y}."
    return Line(one.name, one.asset_tag, one.model or "", one.due_on, note)


def _homes(rows: Sequence[ToCollect]) -> list[Home]:
    return [_home(list(group)) for _, group in groupby(rows, key=lambda one: one.person_id)]


def _home(rows: Sequence[ToCollect]) -> Home:
    devices = [
        (f"{one.model or ''}, birka {one.asset_tag}".lstrip(", "), one.due_on) for one in rows
    ]
    return Home(rows[0].name, rows[0].class_name or "", devices)

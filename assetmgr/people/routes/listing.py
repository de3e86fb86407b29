"""The people of an institution, by class; the municipality sees how many."""

from dataclasses import dataclass
from typing import Any, Final

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.people.codes import PersonRole
from assetmgr.people.operations.trail import note
from assetmgr.people.policy.personal_code import bare_code
from assetmgr.people.queries import (
    ClassCount,
    PersonLine,
    by_personal_code,
    class_counts,
    classes,
    people_of,
)
from assetmgr.people.queries.listing import PAGE, in_latvian_order
from assetmgr.people.routes.blueprint import cipher, may_change, own_places, pages, place_or_none
from assetmgr.web.access import only_reads, requires
from assetmgr.web.addresses import key_of
from assetmgr.web.errors import translated
from assetmgr.web.institution_in_view import in_view
from assetmgr.web.signed_in import acting, me

LONGEST: Final = 100
EMPLOYEES: Final = "employees"
LEFT: Final = "left"


@dataclass(frozen=True, slots=True)
class Chip:
    """A class to look at."""

    label: str
    count: int | None
    href: str
    is_current: bool


@pages.get("/people/")
@requires(Permission.LEND)
def listing() -> ResponseReturnValue:
    """Those who are there, class by class; ?class=, ?group=employees|left."""
    place = place_or_none()
    if place is None:
        return _nobodys()
    return _page(place, _wanted(request.args))


@pages.post("/people/")
@requires(Permission.LEND)
@only_reads
def search() -> ResponseReturnValue:
    """The same, by the beginning of a name: sent as a form, as no name stands in an address."""
    place = place_or_none() or abort(404)
    return _page(place, {"q": request.form.get("q", "").strip()[:LONGEST]})


@pages.post("/people/find")
@requires(Permission.LEND)
def find() -> ResponseReturnValue:
    """Lead to whom a personal code belongs, by its exact value."""
    place = place_or_none() or abort(404)
    if not may_change(place.id):  # whoever guesses would learn what is masked
        abort(403)
    try:
        digits = bare_code(request.form.get("personal_code", "")[:LONGEST])
    except Refused as refused:
        return _page(place, {}, error=translated(refused)), 422
    person = by_personal_code(db.session(), digits, cipher())
    if person is None:
        return _page(place, {}, error=gettext("Nobody here has this personal code.")), 422
    note(db.session(), "found_by_code", person, **acting())
    return redirect(url_for("people.show", person_id=person.id))


def _nobodys() -> str:
    """For whoever sees no names here: how many there are, or which institution to choose."""
    chosen, is_municipal = in_view(), me().is_municipal_for(Permission.LEND)
    return render_template(
        "people/counts.html",
        place=chosen,
        own=own_places(),
        counts=class_counts(db.session(), chosen.id) if chosen and is_municipal else (),
        is_municipal=is_municipal,
    )


def _wanted(told: Any) -> dict[str, Any]:
    """The filters of the address."""
    group = told.get("group", "")
    wanted: dict[str, Any] = {"after": key_of(told.get("after", ""))}
    if group == LEFT:
        wanted["left"] = True
    elif group == EMPLOYEES:
        wanted["role"] = PersonRole.EMPLOYEE
    elif told.get("class"):
        wanted |= {"class_name": told["class"][:LONGEST], "role": PersonRole.PUPIL}
    return wanted


def _page(place: Named, wanted: dict[str, Any], error: str = "") -> str:
    lines = people_of(db.session(), place.id, limit=PAGE + 1, **wanted)
    counts = classes(db.session(), place.id)
    more = len(lines) > PAGE
    return render_template(
        "people/listing.html",
        place=place,
        lines=in_latvian_order(lines[:PAGE]),
        chips=_chips(place, counts, wanted),
        total=sum(one.count for one in counts),
        wanted=wanted,
        q=wanted.get("q", ""),
        error=error,
        following=_following(place, lines) if more and "q" not in wanted else "",
        is_cut=more and "q" in wanted,
        may_change=may_change(place.id),
    )


def _following(place: Named, lines: list[PersonLine]) -> str:
    args = request.args
    told: dict[str, Any] = {name: args[name] for name in ("class", "group") if name in args}
    last = lines[PAGE - 1].id
    address: str = url_for("people.listing", institution=place.code, **told, after=last)
    return address


def _chips(place: Named, counts: tuple[ClassCount, ...], wanted: dict[str, Any]) -> list[Chip]:
    def chip(label: str, count: int | None, *, current: bool, **told: Any) -> Chip:
        return Chip(
            label, count, url_for("people.listing", institution=place.code, **told), current
        )

    current, role = wanted.get("class_name"), wanted.get("role")
    pupils = [one for one in counts if one.role is PersonRole.PUPIL]
    employees = sum(one.count for one in counts if one.role is PersonRole.EMPLOYEE)
    chips = [chip(gettext("All"), None, current=not role and not wanted.get("left"))]
    chips += [
        chip(
            one.class_name,
            one.count,
            current=current == one.class_name,
            **{"class": one.class_name},
        )
        for one in pupils
        if one.class_name
    ]
    if employees:
        is_current = role is PersonRole.EMPLOYEE
        chips.append(chip(gettext("Employees"), employees, current=is_current, group=EMPLOYEES))
    chips.append(chip(gettext("Gone"), None, current=bool(wanted.get("left")), group=LEFT))
    return chips

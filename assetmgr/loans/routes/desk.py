"""What the pages of the desk share: where one is, whom one serves, what was done today."""

from datetime import date, datetime
from typing import Any, Final

from flask import current_app, get_template_attribute, request, url_for
from flask_babel import gettext, ngettext

from assetmgr.extensions import config_of, db
from assetmgr.institutions.queries import Named
from assetmgr.lending.policy.settings import due_on
from assetmgr.loans.act.accessories import Accessory
from assetmgr.loans.desk_said import Said
from assetmgr.loans.queries.borrowers import lender
from assetmgr.loans.queries.desk_class import Part
from assetmgr.loans.queries.desk_log import Done, done_today
from assetmgr.loans.queries.desk_people import DeskPerson, people_at_desk
from assetmgr.loans.routes.blueprint import pages
from assetmgr.loans.words import ACCESSORY_WORDS, accessories_text
from assetmgr.people.codes import PersonRole
from assetmgr.people.queries import ClassCount, classes
from assetmgr.web import frame
from assetmgr.web.clock import today
from assetmgr.web.formats import language
from assetmgr.web.signed_in import acting

EMPLOYEES: Final = "employees"
LONGEST: Final = 100
USUAL: Final = {Accessory.CHARGER.value: 1}
FIRST: Final = (Accessory.CHARGER, Accessory.BAG, Accessory.MOUSE)
"""Those that stand open on the page; the others are one press away."""


def is_part() -> bool:
    """Whether a script asked, which wants the parts alone that change."""
    wanted = request.headers.get("X-Requested-With") == "fetch"
    if wanted:
        frame.leave_out()
    return wanted


def group() -> tuple[str | None, PersonRole | None]:
    """The class that the address names, and whose; (None, None): nobody's was chosen."""
    if request.args.get("group") == EMPLOYEES:
        return None, PersonRole.EMPLOYEE
    name = request.args.get("class", "")[:LONGEST]
    return (name, PersonRole.PUPIL) if name else (None, None)


def people_here(place: Named) -> tuple[DeskPerson, ...]:
    """Those of the class that the address names."""
    class_name, role = group()
    if role is None:
        return ()
    return people_at_desk(db.session(), place.id, class_name=class_name, role=role)


def chips(place: Named, endpoint: str) -> list[dict[str, Any]]:
    """The classes of an institution, each with its address."""
    current, role = group()
    found: list[dict[str, Any]] = []
    for one in classes(db.session(), place.id):
        if one.role is PersonRole.EMPLOYEE:
            label, is_current = gettext("Employees"), role is one.role
        elif one.class_name:
            label, is_current = one.class_name, current == one.class_name
        else:
            continue
        found.append({
            "label": label,
            "count": one.count,
            "is_current": is_current,
            "href": url_for(endpoint, institution=place.code, **_address(one)),
        })  # fmt: skip
    return found


def has_group(person: DeskPerson) -> bool:
    """Whether somebody stands in a class, or among the employees."""
    return person.role is PersonRole.EMPLOYEE or bool(person.class_name)


def _address(one: ClassCount | DeskPerson) -> dict[str, Any]:
    is_employee = one.role is PersonRole.EMPLOYEE
    return {"group": EMPLOYEES} if is_employee else {"class": one.class_name}


@pages.app_template_global()
def who_args(person: DeskPerson) -> dict[str, Any]:
    """The address of the desk with a person chosen: by a number, as no name stands there."""
    return {**_place_args(), **_address(person), "person": person.id}


@pages.app_template_global()
def group_args() -> dict[str, Any]:
    """The address of the desk with the class that is there."""
    told = {name: request.args[name] for name in ("class", "group") if name in request.args}
    return {**_place_args(), **told}


def _place_args() -> dict[str, Any]:
    return {name: request.args[name] for name in ("institution",) if name in request.args}


def answer(said: Said, action: str) -> str:
    """What a script puts in place after a scan; `action`: where presses that mend it go."""
    written: str = get_template_attribute("loans/_desk.html", "answer")(said, action)
    return written


@pages.app_template_filter("clock")
def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(config_of(current_app).timezone):%H:%M}"


@pages.app_template_filter("accessories")
def _accessories(counts: dict[str, int] | None) -> str:
    return accessories_text(counts)


@pages.app_template_filter("desk_part")
def _part(part: Part) -> tuple[int, str]:
    """A choice of a filter."""
    return part.id, part.name_en if language() == "en" else part.name


def log(place: Named | None) -> tuple[Done, ...]:
    """What the reader did at the desk today."""
    told = acting()
    place_id = place.id if place else None
    return done_today(db.session(), place_id, told["actor"].name, today(), told["now"])


def usual_due_on(place: Named) -> str:
    """Until when this class borrows unless told otherwise, as a form has it; '' is open-ended."""
    role = group()[1] or PersonRole.PUPIL
    day = due_on(role, today(), lender(db.session(), place.id).year_ends)
    return day.isoformat() if day else ""


def late_text(due_on: date | None, day: date) -> str:
    """How late a device comes back, without blame; nothing where it is not."""
    days = (day - due_on).days if due_on else 0
    if days <= 0:
        return ""
    text: str = ngettext(
        "%(num)d day after the day that was agreed",
        "%(num)d days after the day that was agreed",
        days,
    )
    return text


def extras(counts: dict[str, int]) -> list[dict[str, Any]]:
    """The toggles of accessories."""
    return [
        {
            "name": f"extra-{one.value}",
            "label": str(ACCESSORY_WORDS[one]),
            "count": counts.get(one.value, 0),
            "is_first": one in FIRST,
        }
        for one in Accessory
    ]

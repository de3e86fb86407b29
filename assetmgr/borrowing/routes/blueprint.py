"""The blueprint of a borrower's own pages, and what its views share."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, g

from assetmgr.audit.actor import Actor, Via
from assetmgr.borrowing.policy.due import due
from assetmgr.borrowing.queries.own import Loan, one_loan, own_persons
from assetmgr.borrowing.queries.schools import School, schools
from assetmgr.borrowing.words import CASE_STATES, CASE_WORDS, DUE_LOOKS, due_words, sayer
from assetmgr.db.scope import Borrower, scope_of
from assetmgr.extensions import db
from assetmgr.inventory.pictures import kind_icon
from assetmgr.loans.policy.naming import act_number, request_number
from assetmgr.loans.words import ACT_PILLS, ACT_WORDS, accessories_text
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person
from assetmgr.requests.words import REASON_WORDS, STATUS_LOOKS, STATUS_WORDS
from assetmgr.web.clock import today

pages = Blueprint("borrowing", __name__, url_prefix="/my")


def load(act_id: int) -> Loan:
    """The borrower's own loan; 404 for anybody else's."""
    return one_loan(db.session(), act_id) or abort(404)


def persons() -> Sequence[Person]:
    """Whom the class lists know the borrower as; read once."""
    if "own_persons" not in g:
        g.own_persons = own_persons(db.session())
    found: Sequence[Person] = g.own_persons
    return found


def own_schools() -> Mapping[int, School]:
    """The borrower's institutions by id; read once."""
    if "own_schools" not in g:
        g.own_schools = schools(db.session(), {one.institution_id for one in persons()})
    found: Mapping[int, School] = g.own_schools
    return found


def person_of(person_id: int) -> Person:
    """One of the borrower's own persons."""
    return next((one for one in persons() if one.id == person_id), None) or abort(404)


def acting_as(person: Person) -> dict[str, Any]:
    """Who acts, and when: in the trail a borrower stands by the key alone, account or not."""
    return {"actor": Actor(person.key, Via.WEB), "now": datetime.now(UTC)}


@pages.context_processor
def context() -> dict[str, Any]:
    """The words of these pages; `say(to_pupil, to_employee)` chooses the form of address."""
    if g.get("is_error_page") or not _is_borrowers():
        return {}
    here = today()
    return {
        "me_names": [one.name for one in persons()],
        "say": sayer(formal=is_formal()),
        "due_of": lambda act: due(act.due_on, here),
        "due_words": due_words,
        "due_looks": DUE_LOOKS,
        "kind_icon": kind_icon,
        "act_number": lambda act: act_number(_code(act.institution_id), act.number),
        "request_number": lambda one: request_number(_code(one.institution_id), one.number),
        "act_words": ACT_WORDS,
        "act_pills": ACT_PILLS,
        "accessories_text": accessories_text,
        "case_words": CASE_WORDS,
        "case_states": CASE_STATES,
        "reason_words": REASON_WORDS,
        "status_words": STATUS_WORDS,
        "status_looks": STATUS_LOOKS,
    }


def is_formal() -> bool:
    """Whether the borrower is an employee, addressed by 'jūs'."""
    return bool(persons()) and all(one.role is PersonRole.EMPLOYEE for one in persons())


def _code(institution_id: int) -> str:
    return own_schools()[institution_id].code


def _is_borrowers() -> bool:
    """Whoever is refused here has no scope, or another one."""
    session = db.session()
    return session.info.get("scope") is not None and isinstance(scope_of(session), Borrower)

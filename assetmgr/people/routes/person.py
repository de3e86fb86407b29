"""The page of one person."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.agreements.queries.consents import standing_of
from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.loans.policy.naming import act_number
from assetmgr.loans.words import ACT_PILLS, ACT_WORDS
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person
from assetmgr.people.operations.by_hand import mark_back, mark_left
from assetmgr.people.operations.sensitive import reveal_code, set_support
from assetmgr.people.policy.personal_code import MASK
from assetmgr.people.queries import guardians, is_minor
from assetmgr.people.queries.loans import open_acts
from assetmgr.people.queries.one import personal_code, social_support
from assetmgr.people.routes.blueprint import cipher, handles, loaded, may_change, pages
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.institution_in_view import mine
from assetmgr.web.signed_in import acting


@pages.get("/people/<int:person_id>")
@requires(Permission.LEND)
def show(person_id: int) -> ResponseReturnValue:
    """What the register knows of a person; the personal code is masked."""
    return _page(loaded(person_id))


@pages.post("/people/<int:person_id>/code")
@requires(Permission.LEND)
def code(person_id: int) -> ResponseReturnValue:
    """The same with the personal code; that it was looked at is in the audit trail."""
    person = loaded(person_id)
    if not may_change(person.institution_id):
        abort(403)
    return _page(person, reveal_code(db.session(), person, cipher=cipher(), **acting()))


@pages.post("/people/<int:person_id>/left")
@requires(Permission.LENDING_RULES)
def left(person_id: int) -> ResponseReturnValue:
    """Note that the person is no longer there."""
    person = loaded(person_id)
    mark_left(db.session(), person, today(), **acting())
    flash(gettext("It is noted that this person has left."), "ok")
    return redirect(url_for("people.show", person_id=person_id))


@pages.post("/people/<int:person_id>/back")
@requires(Permission.LENDING_RULES)
def back(person_id: int) -> ResponseReturnValue:
    """Note that the person is there again."""
    mark_back(db.session(), loaded(person_id), **acting())
    flash(gettext("It is noted that this person is back."), "ok")
    return redirect(url_for("people.show", person_id=person_id))


@pages.post("/people/<int:person_id>/support")
@requires(Permission.LEND)
def support(person_id: int) -> ResponseReturnValue:
    """Note social support, or no longer; open to named handlers alone."""
    person = loaded(person_id)
    if not handles(person.institution_id):
        abort(403)
    wanted = request.form.get("support") == "yes"
    set_support(db.session(), person, has_support=wanted, **acting())
    flash(gettext("It is saved."), "ok")
    return redirect(url_for("people.show", person_id=person_id))


def _page(person: Person, shown_code: str | None = None) -> str:
    session = db.session()
    has_code = personal_code(session, person.id) is not None
    is_handler = handles(person.institution_id)
    place = next((one for one in mine() if one.id == person.institution_id), None)
    acts, is_pupil = open_acts(session, person.id), person.role is PersonRole.PUPIL
    return render_template(
        "people/show.html",
        person=person,
        place=place,
        guardians=guardians(session, person.id),
        is_minor=is_minor(person, today()),
        has_loan=bool(acts),
        loans=[(act, act_number(place.code, act.number) if place else "") for act in acts],
        act_words=ACT_WORDS,
        act_pills=ACT_PILLS,
        standing=standing_of(session, person.id, datetime.now(UTC)) if is_pupil else None,
        code=shown_code or (MASK if has_code else None),
        code_is_shown=shown_code is not None,
        handles=is_handler,
        support=social_support(session, person.id) if is_handler else None,
        may_change=may_change(person.institution_id) and person.forgotten_at is None,
        may_borrow=place is not None and person.name is not None and person.left_on is None,
    )

"""Who has not agreed yet, class by class; one pupil's agreements; what reached the desk."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.forms.consents import RecordForm
from assetmgr.agreements.models import Consent, Terms
from assetmgr.agreements.operations.consents import record_consent, withdraw
from assetmgr.agreements.operations.links import reachable
from assetmgr.agreements.policy.evidence import LARGEST, Evidence, examined, signers
from assetmgr.agreements.queries.consents import (
    Standing,
    consent_or_none,
    consents_of,
    standing_of,
    standings,
)
from assetmgr.agreements.routes.blueprint import loaded, now, pages, place_or_none, sees_people
from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.i18n.alphabet import latvian_key
from assetmgr.loans.words import SIGNED_WORDS
from assetmgr.people.models import Person
from assetmgr.people.policy.ages import is_minor
from assetmgr.people.policy.classes import class_key
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.paged import paged
from assetmgr.web.signed_in import acting

LONGEST: Final = 40


@pages.get("/lending/agreements")
@requires(Permission.LEND)
def consents() -> ResponseReturnValue:
    """The minors of a class, who has yet to agree first; ?class=, ?page=."""
    chosen = place_or_none()
    if chosen is None or not sees_people(chosen.id):
        title = gettext("Guardians' agreements")
        return render_template("agreements/choose.html", title=title, place=chosen)
    found = minors(chosen.id)
    wanted = request.args.get("class", "")[:LONGEST]
    shown = [one for one in found if not wanted or (one.person.class_name or "") == wanted]
    return render_template(
        "agreements/consents.html",
        place=chosen,
        part=paged(sorted(shown, key=_order)),
        wanted=wanted,
        classes=_classes(found),
        missing=sum(not one.is_agreed for one in shown),
        reachable=len(reachable(shown, today())),
        signed_words=SIGNED_WORDS,
    )


def minors(institution_id: int, class_name: str | None = None) -> list[Standing]:
    """The minors who are there, of a class or of all, with what is known of an agreement."""
    found = standings(db.session(), institution_id, now(), class_name=class_name)
    return [one for one in found if is_minor(one.person, today())]


def _order(one: Standing) -> tuple[Any, ...]:
    return one.is_agreed, class_key(one.person.class_name), latvian_key(one.person.name or "")


def _classes(found: Sequence[Standing]) -> list[tuple[str, int, int]]:
    """Each class with how many agreed, and how many there are."""
    counted: dict[str, list[int]] = {}
    for one in found:
        if one.person.class_name:
            row = counted.setdefault(one.person.class_name, [0, 0])
            row[0] += one.is_agreed
            row[1] += 1
    return [(name, *counted[name]) for name in sorted(counted, key=class_key)]  # type: ignore[misc]


@pages.get("/lending/agreements/<int:person_id>")
@requires(Permission.LEND)
def person(person_id: int) -> ResponseReturnValue:
    """What was agreed to for a pupil, and how to ask the guardian."""
    return _page(loaded(person_id), RecordForm(formdata=None))


@pages.post("/lending/agreements/<int:person_id>")
@requires(Permission.LEND)
def record(person_id: int) -> ResponseReturnValue:
    """Note an agreement on paper or with an e-signature."""
    found, form = loaded(person_id), RecordForm()
    form.guardian_name.data = form.guardian_name.data or _known_guardian(person_id)
    if form.validate_on_submit():
        try:
            file = _file(form)
            how = SignedHow(form.how.data)
            told = acting()
            record_consent(db.session(), found.id, how, form.guardian_name.data, file=file, **told)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("The agreement is noted."), "ok")
            return redirect(url_for("agreements.person", person_id=person_id))
    return _page(found, form), 422


@pages.post("/lending/agreements/<int:person_id>/withdraw/<int:consent_id>")
@requires(Permission.LEND)
def withdraw_consent(person_id: int, consent_id: int) -> ResponseReturnValue:
    """Note that the guardian no longer agrees."""
    found, consent = loaded(person_id), _consent(person_id, consent_id)
    withdraw(db.session(), consent, found, **acting())
    flash(gettext("It is noted. What is lent stays lent until it is returned."), "ok")
    return redirect(url_for("agreements.person", person_id=person_id))


@pages.get("/lending/agreements/<int:person_id>/file/<int:consent_id>")
@requires(Permission.LEND)
def consent_file(person_id: int, consent_id: int) -> ResponseReturnValue:
    """The file of an agreement, to keep; the browser never shows it."""
    consent = _consent(person_id, consent_id)
    if consent.content is None:
        abort(404)
    return send_file(
        BytesIO(consent.content),
        consent.media_type,
        as_attachment=True,
        download_name=consent.file_name,
    )


def _consent(person_id: int, consent_id: int) -> Consent:
    found = consent_or_none(db.session(), consent_id)
    return found if found and found.person_id == person_id else abort(404)


def _known_guardian(person_id: int) -> str:
    """The name that the class list has, where the desk wrote none."""
    standing = standing_of(db.session(), person_id, now())
    return (standing.guardian if standing else None) or ""


def _file(form: RecordForm) -> Evidence | None:
    sent = form.file.data
    if not sent or not getattr(sent, "filename", ""):
        return None
    return examined(sent.filename, sent.read(LARGEST + 1))


def _page(found: Person, form: RecordForm) -> str:
    session = db.session()
    standing = standing_of(session, found.id, now()) or abort(404)
    given = consents_of(session, found.id)
    if form.guardian_name.data is None:
        form.guardian_name.data = standing.guardian
    return render_template(
        "agreements/person.html",
        person=found,
        standing=standing,
        is_minor=is_minor(found, today()),
        form=form,
        given=given,
        named=_named(given),
        signed_words=SIGNED_WORDS,
    )


def _named(given: Sequence[tuple[Consent, Terms]]) -> dict[int, tuple[str, ...]]:
    """Whom the newest e-signed file names, by its agreement: a page reads no more than one file."""
    signed = (one for one, _ in given if one.how is SignedHow.CONTAINER)
    one = next(signed, None)
    return {one.id: signers(one.media_type or "", one.content or b"")} if one else {}

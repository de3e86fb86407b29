"""One person at a time: added, corrected, gone, back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from assetmgr.audit.actor import Actor
from assetmgr.db.bulk import bulk_delete, bulk_insert
from assetmgr.db.errors import Refused, refusing
from assetmgr.db.secrets import Cipher
from assetmgr.i18n.marks import N_
from assetmgr.people.models import Person, PersonalCode
from assetmgr.people.operations.batches import code_row, write_guardians
from assetmgr.people.operations.deeds import Reach
from assetmgr.people.operations.trail import note, shown
from assetmgr.people.policy.keys import new_key
from assetmgr.people.policy.texts import searched
from assetmgr.people.queries.one import guardians as guardians_of
from assetmgr.requests.operations.leaving import withdraw_of


def add_person(
    session: Session,
    institution_id: int,
    values: Mapping[str, Any],
    guardians: Sequence[Reach] = (),
    code: str | None = None,
    *,
    cipher: Cipher,
    actor: Actor,
    now: datetime,
) -> Person:
    """Add somebody; `values` by column, `code`: eleven digits of a personal code.

    Raises:
        Refused: the e-mail, the number or the personal code is somebody's there.
    """
    person = Person(
        institution_id=institution_id,
        key=new_key(),
        search_text=searched(values["name"]),
        **values,
    )
    session.add(person)
    with refusing():
        session.flush()
        write_guardians(session, institution_id, [(person.id, guardians)], replace=False)
        if code:
            _ensure_free(session, person, code, cipher)
            bulk_insert(session, PersonalCode, [code_row(institution_id, person.id, code, cipher)])
    told = [name for name, value in values.items() if value is not None]
    note(session, "created", person, after=shown(values, told), actor=actor, now=now)
    return person


def change_person(
    session: Session,
    person: Person,
    values: Mapping[str, Any],
    guardians: Sequence[Reach],
    code: str | None = None,
    *,
    cipher: Cipher,
    actor: Actor,
    now: datetime,
) -> tuple[str, ...]:
    """Correct somebody; the names of what changed. A `code` of None keeps the one that is there.

    Raises:
        Refused: the e-mail, the number or the personal code is somebody else's there, or the
            person is forgotten.
    """
    _ensure_known(person)
    before = {name: getattr(person, name) for name in values}
    changed = [name for name, value in values.items() if value != before[name]]
    with refusing():
        for name in changed:
            setattr(person, name, values[name])
        person.search_text = searched(person.name or "")
        session.flush()
        if _has_new_guardians(session, person, guardians):
            write_guardians(session, person.institution_id, [(person.id, guardians)], replace=True)
            changed.append("guardians")
        if code:
            _ensure_free(session, person, code, cipher)
            bulk_delete(session, PersonalCode, PersonalCode.person_id == person.id)
            row = code_row(person.institution_id, person.id, code, cipher)
            bulk_insert(session, PersonalCode, [row])
            changed.append("personal_code")
    if changed:
        _touch(person)
        told = {"before": shown(before, changed), "after": shown(values, changed)}
        note(session, "changed", person, **told, actor=actor, now=now)
    return tuple(changed)


def mark_left(session: Session, person: Person, day: date, *, actor: Actor, now: datetime) -> None:
    """Note that somebody is no longer there from a day on; what they waited for is withdrawn.

    Raises:
        Refused: they had left already, or are forgotten.
    """
    _ensure_known(person)
    if person.left_on is not None:
        raise Refused(N_("This person has left already."))
    person.left_on = day
    note(session, "left", person, after={"left_on": day}, actor=actor, now=now)
    withdraw_of(session, {person.id: person.key}, actor=actor, now=now)


def mark_back(session: Session, person: Person, *, actor: Actor, now: datetime) -> None:
    """Note that somebody who had left is there again; who still wants a device asks anew.

    Raises:
        Refused: they had not left, or are forgotten.
    """
    _ensure_known(person)
    if person.left_on is None:
        raise Refused(N_("This person has not left."))
    before = {"left_on": person.left_on}
    person.left_on = None
    note(session, "back", person, before=before, after={"left_on": None}, actor=actor, now=now)


def remove_code(session: Session, person: Person, *, actor: Actor, now: datetime) -> None:
    """Throw away the personal code."""
    if bulk_delete(session, PersonalCode, PersonalCode.person_id == person.id):
        _touch(person)
        after = {"personal_code": "removed"}
        note(session, "changed", person, after=after, actor=actor, now=now)


def _ensure_known(person: Person) -> None:
    if person.forgotten_at is not None:
        raise Refused(N_("This person's data were deleted as the privacy rule says."))


def _ensure_free(session: Session, person: Person, code: str, cipher: Cipher) -> None:
    """The database knows a code again under one secret key alone; it may be under an older one."""
    theirs = select(PersonalCode.person_id).where(
        PersonalCode.institution_id == person.institution_id,
        PersonalCode.person_id != person.id,
        PersonalCode.digest.in_(cipher.digests(code)),
    )
    if session.scalars(theirs).first() is not None:
        raise Refused(
            N_("Somebody at this institution has that personal code."), field="personal_code"
        )


def _has_new_guardians(session: Session, person: Person, told: Sequence[Reach]) -> bool:
    now = [Reach(one.name, one.email, one.phone) for one in guardians_of(session, person.id)]
    return now != list(told)


def _touch(person: Person) -> None:
    """Count a new version, also where only what hangs on the person changed."""
    flag_modified(person, "role")

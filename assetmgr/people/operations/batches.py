"""An import of people, written as one batch per institution that can be taken back."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.db.batches import batches
from assetmgr.db.bulk import (
    bulk_delete,
    bulk_insert,
    bulk_set,
    bulk_set_by_key,
)
from assetmgr.db.secrets import Cipher
from assetmgr.people.models import Guardian, PeopleBatch, Person, PersonalCode
from assetmgr.people.operations.deeds import Batch, ChangedPerson, NewPerson, Reach
from assetmgr.people.operations.kept import undo_of
from assetmgr.people.operations.trail import person_entry, shown
from assetmgr.people.policy.keys import new_key
from assetmgr.people.policy.texts import searched
from assetmgr.requests.operations.leaving import withdraw_of

CHUNK: Final = 1_000
"""People that one statement names."""
_UNIQUE: Final = ("email", "external_id")


def write_batch(
    session: Session, batch: Batch, *, cipher: Cipher, actor: Actor, now: datetime
) -> PeopleBatch:
    """Write what an import does at an institution, and what it takes to undo it; nothing commits.

    Raises:
        IntegrityError: somebody else gave the same e-mail or number at this moment.
    """
    created = _create(session, batch, cipher)
    every = [*batch.changes, *batch.leavers]
    _release(session, every)
    bulk_set_by_key(
        session,
        Person,
        (_row(batch.institution_id, one) for one in every),
        keys=("id", "institution_id"),
    )
    write_guardians(session, batch.institution_id, _guardians(every), replace=True)
    _replace_codes(session, batch.institution_id, every, cipher)
    record_all(session, _trail(batch, created, actor, now))
    leavers = {one.id: one.key for one in batch.leavers}
    withdrawn = withdraw_of(session, leavers, actor=actor, now=now)
    kept = PeopleBatch(
        institution_id=batch.institution_id,
        imported_at=now,
        imported_by=actor.name,
        created=len(batch.creations),
        updated=len(batch.changes),
        left=len(batch.leavers),
        undo=undo_of([key for key, _ in created], every, withdrawn),
    )
    session.add(kept)
    return kept


def _create(session: Session, batch: Batch, cipher: Cipher) -> list[tuple[int, str]]:
    """Add new people; id and key of each."""
    if not batch.creations:
        return []
    place = batch.institution_id
    rows = [_new_row(place, one) for one in batch.creations]
    bulk_insert(session, Person, rows)
    ids = _ids(session, [row["key"] for row in rows])
    told = list(zip(ids, batch.creations, strict=True))
    write_guardians(session, place, ((key, one.guardians) for key, one in told), replace=False)
    bulk_insert(
        session,
        PersonalCode,
        (code_row(place, key, one.code, cipher) for key, one in told if one.code is not None),
    )
    return [(key, row["key"]) for key, row in zip(ids, rows, strict=True)]


def _ids(session: Session, keys: Sequence[str]) -> list[int]:
    """The ids behind keys: asked for together, which is many times as fast as one by one."""
    found = {
        key: person_id
        for chunk in batches(keys, CHUNK)
        for key, person_id in session.execute(
            select(Person.key, Person.id).where(Person.key.in_(chunk))
        )
    }
    return [found[key] for key in keys]


def _new_row(institution_id: int, one: NewPerson) -> dict[str, Any]:
    return {
        "institution_id": institution_id,
        "key": new_key(),
        "version": 1,
        "search_text": searched(one.values["name"]),
        **one.values,
    }


def _row(institution_id: int, one: ChangedPerson) -> dict[str, Any]:
    after = one.after
    return {
        "id": one.id,
        "institution_id": institution_id,
        "version": one.version + 1,
        "search_text": searched(after["name"]),
        **after,
    }


def _release(session: Session, every: Sequence[ChangedPerson]) -> None:
    """Let people give up what others of the list take: two may swap their addresses."""
    for column in _UNIQUE:
        taken = {one.values[column] for one in every if one.values.get(column) is not None}
        giving = [one.id for one in every if column in one.values and one.before[column] in taken]
        for ids in batches(giving, CHUNK):
            bulk_set(session, Person, Person.id.in_(ids), **{column: None})


def _guardians(every: Iterable[ChangedPerson]) -> Iterator[tuple[int, tuple[Reach, ...]]]:
    return ((one.id, one.guardians) for one in every if one.guardians is not None)


def write_guardians(
    session: Session,
    institution_id: int,
    told: Iterable[tuple[int, Sequence[Reach]]],
    *,
    replace: bool,
) -> None:
    """Write the guardians of people (by id); with `replace` in place of those they have."""
    every = list(told)
    for chunk in batches(every, CHUNK) if replace else ():
        bulk_delete(session, Guardian, Guardian.person_id.in_([key for key, _ in chunk]))
    rows = [
        {
            "person_id": key,
            "institution_id": institution_id,
            "name": one.name,
            "email": one.email,
            "phone": one.phone,
        }
        for key, guardians in every
        for one in guardians
    ]
    bulk_insert(session, Guardian, rows)


def _replace_codes(
    session: Session, institution_id: int, every: Sequence[ChangedPerson], cipher: Cipher
) -> None:
    changed = [(one.id, one.code) for one in every if one.code is not None]
    for chunk in batches(changed, CHUNK):
        bulk_delete(session, PersonalCode, PersonalCode.person_id.in_([key for key, _ in chunk]))
    rows = (code_row(institution_id, key, code, cipher) for key, code in changed)
    bulk_insert(session, PersonalCode, rows)


def code_row(institution_id: int, person_id: int, digits: str, cipher: Cipher) -> dict[str, Any]:
    """A row of a personal code."""
    return {
        "person_id": person_id,
        "institution_id": institution_id,
        "encrypted": cipher.encrypt(digits.encode()),
        "digest": cipher.digest(digits),
    }


def _trail(
    batch: Batch, created: Sequence[tuple[int, str]], actor: Actor, now: datetime
) -> Iterator[dict[str, Any]]:
    told: dict[str, Any] = {
        "institution_id": batch.institution_id,
        "actor": actor,
        "now": now,
    }
    for (key, label), new in zip(created, batch.creations, strict=True):
        names = [name for name, value in new.values.items() if value is not None]
        after = shown(new.values, names)
        yield person_entry("created", key, label, before=None, after=after, **told)
    for action, those in (("changed", batch.changes), ("left", batch.leavers)):
        for one in those:
            before, after = shown(one.before, one.changed), shown(one.values, one.changed)
            yield person_entry(action, one.id, one.key, before=before, after=after, **told)

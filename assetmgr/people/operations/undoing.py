"""Taking back an import of people, exactly, while nothing came after it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.db.base import Base
from assetmgr.db.batches import batches
from assetmgr.db.bulk import bulk_delete, bulk_insert, bulk_set
from assetmgr.db.errors import Refused, refusing
from assetmgr.db.locks import Lock, hold
from assetmgr.db.scope import system_scope
from assetmgr.i18n.marks import N_
from assetmgr.people.models import (
    Guardian,
    PeopleBatch,
    Person,
    PersonalCode,
    SignInCode,
)
from assetmgr.people.operations.batches import CHUNK, write_guardians
from assetmgr.people.operations.kept import code_before, columns_before, guardians_before
from assetmgr.people.operations.trail import person_entry, shown
from assetmgr.people.policy.texts import searched
from assetmgr.people.queries.batches import newest_batch
from assetmgr.requests.operations.leaving import give_back

UNDOABLE: Final = timedelta(days=30)
NAMED: Final = 5
"""How many are named where a batch cannot be undone."""
_OWN: Final = (Guardian, PersonalCode, SignInCode)
"""What goes with a person; anything else that names one stands against the undoing."""


def undo_batch(session: Session, batch: PeopleBatch, *, actor: Actor, now: datetime) -> None:
    """Take back the newest import of an institution.

    Whom it added goes, what it changed is as before, whom it marked as gone is there again and
    waits for what they waited for.

    Raises:
        Refused: it is not the newest, it is too old, or something changed these people since.
    """
    hold(session, Lock.IMPORT)
    undo = batch.undo
    newest = newest_batch(session, batch.institution_id)
    if newest is None or newest.id != batch.id or undo is None:
        raise Refused(N_("Only the newest import of an institution can be undone."))
    if batch.imported_at <= now - UNDOABLE:
        raise Refused(N_("An import can be undone for 30 days; this one is older."))
    people = _people(session, [int(key) for key in undo["versions"]])
    _ensure_untouched(people, undo["versions"])
    created = [people[key] for key in undo["created"]]
    _ensure_unused(session, created)
    with refusing():
        _restore(session, batch.institution_id, people, undo["changed"])
        _remove(session, [one.id for one in created])
    record_all(session, _trail(people, undo, actor, now))
    withdrawn, keys = undo.get("withdrawn", {}), {one.id: one.key for one in people.values()}
    give_back(session, withdrawn, batch.imported_at, keys, actor=actor, now=now)
    batch.undo, batch.undone_at, batch.undone_by = None, now, actor.name


def forget_old_undo(session: Session, now: datetime) -> int:
    """Throw away what too old batches keep of people as they were; how many batches there were."""
    return bulk_set(
        session,
        PeopleBatch,
        PeopleBatch.imported_at <= now - UNDOABLE,
        PeopleBatch.undo.isnot(None),
        undo=None,
    )


def _people(session: Session, ids: Sequence[int]) -> dict[int, Person]:
    found: dict[int, Person] = {}
    for chunk in batches(ids, CHUNK):
        rows = session.scalars(select(Person).where(Person.id.in_(chunk)).with_for_update())
        found |= {one.id: one for one in rows}
    return found


def _ensure_untouched(people: Mapping[int, Person], versions: Mapping[str, int]) -> None:
    changed = [
        people.get(int(key))
        for key, version in versions.items()
        if int(key) not in people or people[int(key)].version != version
    ]
    if changed:
        raise Refused(
            N_(
                "It can no longer be undone: %(count)s of these people were changed since "
                "(%(names)s). Correct what is wrong by another import, or by hand."
            ),
            count=len(changed),
            names=_names([one for one in changed if one]),
        )


def _ensure_unused(session: Session, created: Sequence[Person]) -> None:
    ids = [one.id for one in created]
    used: set[int] = set()
    for column in _references():
        for chunk in batches(ids, CHUNK):
            with system_scope(session, reason="a foreign key counts for whoever cannot see it"):
                used |= set(session.scalars(select(column).where(column.in_(chunk)).distinct()))
    if used:
        raise Refused(
            N_(
                "It cannot be undone: for %(count)s of the people it added something was asked, "
                "lent or noted since (%(names)s). Mark them as gone by hand instead."
            ),
            count=len(used),
            names=_names([one for one in created if one.id in used]),
        )


@cache
def _references() -> tuple[Any, ...]:
    """The columns of other features that point to people."""
    return tuple(
        getattr(mapper.class_, "person_id")  # noqa: B009 - of a class that is not known here
        for mapper in Base.registry.mappers
        if mapper.class_ not in _OWN and _points_to_person(mapper.columns)
    )


def _points_to_person(columns: Any) -> bool:
    found: Column[Any] | None = columns.get("person_id")
    return found is not None


def _names(people: Sequence[Person]) -> str:
    named = ", ".join(one.name or one.key for one in people[:NAMED])
    return named + (" …" if len(people) > NAMED else "")


def _restore(
    session: Session,
    institution_id: int,
    people: Mapping[int, Person],
    changed: Mapping[str, Mapping[str, Any]],
) -> None:
    for name in ("email", "external_id"):  # two may have swapped theirs
        for one in _having(people, changed, name):
            setattr(one, name, None)
        session.flush()
    for key, told in changed.items():
        one = people[int(key)]
        for name, value in columns_before(told).items():
            setattr(one, name, value)
        one.search_text = searched(one.name or "")
    session.flush()
    told_guardians = (
        (int(key), found)
        for key, told in changed.items()
        if (found := guardians_before(told)) is not None
    )
    write_guardians(session, institution_id, told_guardians, replace=True)
    _restore_codes(session, institution_id, changed)


def _having(
    people: Mapping[int, Person], changed: Mapping[str, Mapping[str, Any]], name: str
) -> Iterator[Person]:
    return (people[int(key)] for key, told in changed.items() if name in told)


def _restore_codes(
    session: Session, institution_id: int, changed: Mapping[str, Mapping[str, Any]]
) -> None:
    those = {int(key): told for key, told in changed.items() if "personal_code" in told}
    for chunk in batches(list(those), CHUNK):
        bulk_delete(session, PersonalCode, PersonalCode.person_id.in_(chunk))
    codes = ((key, code_before(told)) for key, told in those.items())
    rows = (
        {
            "person_id": key,
            "institution_id": institution_id,
            "encrypted": code.encrypted,
            "digest": code.digest,
        }
        for key, code in codes
        if code
    )
    bulk_insert(session, PersonalCode, rows)


def _remove(session: Session, ids: Sequence[int]) -> None:
    for chunk in batches(ids, CHUNK):
        for model in _OWN:
            with system_scope(session, reason="what goes with a person goes, seen or not"):
                bulk_delete(session, model, model.person_id.in_(chunk))
        bulk_delete(session, Person, Person.id.in_(chunk))


def _trail(
    people: Mapping[int, Person], undo: Mapping[str, Any], actor: Actor, now: datetime
) -> Iterator[dict[str, Any]]:
    created = set(undo["created"])
    for one in people.values():
        told = undo["changed"].get(str(one.id), {})
        yield person_entry(
            "removed" if one.id in created else "restored",
            one.id,
            one.key,
            institution_id=one.institution_id,
            before=None,
            after=shown({**told, **columns_before(told)}, told) if told else None,
            actor=actor,
            now=now,
        )

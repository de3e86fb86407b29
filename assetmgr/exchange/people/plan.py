"""What a class list would do to the register as it stands."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.db.scope import allows_row, scope_of
from assetmgr.db.secrets import Cipher
from assetmgr.exchange.faults import Fault, in_order
from assetmgr.exchange.institutions.known import Owners, read_owners
from assetmgr.exchange.parse import Table
from assetmgr.exchange.people.changing import changed, leaving, new_person
from assetmgr.exchange.people.deeds import Leaver, Move, PeoplePlan
from assetmgr.exchange.people.known import Stored, read_stored
from assetmgr.exchange.people.reading import Told, read_row
from assetmgr.exchange.people.shown import shown_change
from assetmgr.exchange.people.uniqueness import ensure_unique
from assetmgr.exchange.progress import Progress
from assetmgr.exchange.report import Report
from assetmgr.i18n.marks import N_
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person
from assetmgr.people.operations.deeds import Batch, ChangedPerson, NewPerson
from assetmgr.people.policy.classes import class_key
from assetmgr.people.policy.identity import Clash
from assetmgr.people.policy.matching import match
from assetmgr.people.queries.loans import with_open_loans

NEEDED: Final = N_("Every row needs this.")
NEEDED_BY_NEW: Final = N_("A new person needs a name.")
BY_NAME: Final = N_(
    "%(count)s of the list moved to another class and are known by their name alone. "
    "A list with numbers, e-mails or personal codes is safer."
)


@dataclass(slots=True)
class _Place:
    """The rows of one institution and who is stored there."""

    rows: list[Told]
    stored: Mapping[int, Stored]
    people: Mapping[int, int]
    """Row number -> person."""

    def person(self, told: Told) -> Stored | None:
        found = self.people.get(told.row.number)
        return None if found is None else self.stored[found]


def plan_people(
    session: Session,
    table: Table,
    *,
    today: date,
    progress: Progress | None = None,
    cipher: Cipher,
    whole: bool = False,
) -> PeoplePlan:
    """Compare a class list with the people of its institutions; nothing is written.

    `whole`: everybody of the list's roles is on it, so whoever is not has left.
    """
    every = _read(session, table, cipher, today)
    by_place: dict[int, list[Told]] = {}
    for told in every:
        if told.institution_id is not None:
            by_place.setdefault(told.institution_id, []).append(told)
    stored = read_stored(session, by_place)
    places = {key: _matched(rows, stored[key]) for key, rows in by_place.items()}
    faults = [*table.faults, *(fault for told in every for fault in told.faults)]
    batches = [_batch(key, place, whole, today) for key, place in places.items()]
    return _plan(session, table, every, places, [] if faults else batches, faults, cipher, whole)


def _read(session: Session, table: Table, cipher: Cipher, today: date) -> list[Told]:
    owners, scope = read_owners(session), scope_of(session)
    every = []
    for row in table.rows:
        told = read_row(row, None, cipher=cipher, today=today)
        told.institution_id = _owner(told, owners)
        place = {"institution_id": told.institution_id}
        if told.institution_id is not None and not allows_row(scope, Person, place):
            told.refuse(N_("You do not lend at this institution."), "institution")
            told.institution_id = None
        every.append(told)
    return every


def _owner(told: Told, owners: Owners) -> int | None:
    text = told.row.cells.get("institution")
    if text is None:
        told.refuse(NEEDED, "institution")
        return None
    try:
        return owners.named(text)
    except Refused as refused:
        told.refuse(refused.message, "institution", **refused.values)
        return None


def _matched(rows: list[Told], stored: Mapping[int, Stored]) -> _Place:
    by_number = {told.row.number: told for told in rows}
    digests = {person.code.digest for person in stored.values() if person.code}
    for told in rows:  # a code of before the secret key changed is stored under the old key's
        told.digest = next((one for one in told.digests if one in digests), told.digest)
    found = match([told.identity for told in rows], [person.identity for person in stored.values()])
    for clash in found.clashes:
        _note(by_number[clash.row].refuse, clash)
    for clash in found.warnings:
        _note(by_number[clash.row].warn, clash)
    if found.by_name:
        rows[0].warnings.append(Fault(1, None, BY_NAME, {"count": found.by_name}))
    place = _Place(rows, stored, found.people)
    for told in rows:
        if "name" not in told.values and place.person(told) is None:
            told.refuse(NEEDED_BY_NEW, "name")
    ensure_unique([(told, place.person(told)) for told in rows], stored)
    return place


def _note(tell: Callable[..., None], clash: Clash) -> None:
    tell(clash.message, clash.column, **clash.values)


def _batch(institution_id: int, place: _Place, whole: bool, today: date) -> Batch:
    creations: list[NewPerson] = []
    changes: list[ChangedPerson] = []
    for told in place.rows:
        person = place.person(told)
        if person is None:
            creations.append(new_person(told))
        elif change := changed(told, person):
            changes.append(change)
    leavers = tuple(leaving(one, today) for one in _gone(place)) if whole else ()
    return Batch(institution_id, tuple(creations), tuple(changes), leavers)


def _gone(place: _Place) -> Iterator[Stored]:
    roles = {_role(told, place.person(told)) for told in place.rows}
    there = set(place.people.values())
    for one in place.stored.values():
        if one.id not in there and one.values["left_on"] is None and one.role in roles:
            yield one


def _role(told: Told, person: Stored | None) -> PersonRole:
    return person.role if person and "role" not in told.values else told.role


def _plan(
    session: Session,
    table: Table,
    every: Sequence[Told],
    places: Mapping[int, _Place],
    batches: Sequence[Batch],
    faults: list[Fault],
    cipher: Cipher,
    whole: bool,
) -> PeoplePlan:
    changes = [change for batch in batches for change in batch.changes]
    created = sum(len(batch.creations) for batch in batches)
    known = sum(len(place.people) for place in places.values())
    leavers = _leavers(session, batches) if whole else ()
    rows = {key: told.row for place in places.values() for key, told in _rows_by_person(place)}
    report = Report(
        rows=len(table.rows),
        created=created,
        updated=len(changes),
        unchanged=known - len(changes),
        faults=in_order(faults),
        warnings=in_order([one for told in every for one in told.warnings]),
        left=len(leavers),
    )
    return PeoplePlan(
        report=report,
        batches=tuple(batches),
        changes=tuple(shown_change(rows[one.id].number, one) for one in changes),
        moves=_moves(changes),
        leavers=leavers,
        codes=tuple(told.digest for told in every if told.digest),
        cipher=cipher,
    )


def _rows_by_person(place: _Place) -> Iterator[tuple[int, Told]]:
    for told in place.rows:
        person = place.person(told)
        if person is not None:
            yield person.id, told


def _moves(changes: Iterable[ChangedPerson]) -> tuple[Move, ...]:
    counted = Counter(
        (one.before["class_name"], one.values["class_name"])
        for one in changes
        if "class_name" in one.values
    )
    in_order_of_classes = sorted(counted, key=lambda one: (class_key(one[0]), class_key(one[1])))
    return tuple(Move(*one, counted[one]) for one in in_order_of_classes)


def _leavers(session: Session, batches: Sequence[Batch]) -> tuple[Leaver, ...]:
    """Those with a device first, then by class."""
    lent = with_open_loans(session, (batch.institution_id for batch in batches))
    found = [
        Leaver(one.before["name"], one.before["class_name"], one.id in lent)
        for batch in batches
        for one in batch.leavers
    ]
    return tuple(sorted(found, key=lambda one: (not one.has_loan, class_key(one.class_name))))

"""Loans page by page: open, overdue, waiting to be issued, all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Device
from assetmgr.devices.policy.text import comparable
from assetmgr.devices.queries.keyset import Cursor, Key, packed
from assetmgr.institutions.models import Institution
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act, Extension
from assetmgr.loans.policy.acts import FOR_LONG
from assetmgr.loans.policy.naming import act_number
from assetmgr.loans.policy.searching import SearchFor
from assetmgr.loans.queries.one_act import keys_of
from assetmgr.loans.queries.overdue import on_lists
from assetmgr.people.models import Person
from assetmgr.people.policy.keys import KEY_LENGTH, bare
from assetmgr.people.policy.texts import name_key

ROWS: Final = 50
COUNTED: Final = 10_000
"""Counting stops here: nobody reads further, and a hundred thousand would take their time."""


class Which(StrEnum):
    """Which loans are listed."""

    OPEN = "open"
    OVERDUE = "overdue"
    LONG = "long"
    ASKED = "asked"
    WAITING = "waiting"
    ALL = "all"


_OUT: Final = (Act.status == ActStatus.ISSUED, Act.ended_on.is_(None))
"""What is issued has not ended; said twice, as `ix_handover_act_ended` then has them by id."""

_OLDEST_FIRST: Final = frozenset({Which.OVERDUE, Which.LONG})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a list is narrowed to; `institution_id` None: all in reach."""

    which: Which = Which.OPEN
    institution_id: int | None = None
    class_name: str | None = None
    kind_id: int | None = None
    search: SearchFor | None = None


@dataclass(frozen=True, slots=True)
class LoanRow:
    """A loan as the list shows it; `borrower` is the name, or the key where no name is in reach."""

    id: int
    number: str
    institution_id: int
    status: ActStatus
    asset_tag: str
    serial_number: str | None
    inventory_number: str | None
    model: str | None
    kind_id: int
    borrower: str
    class_name: str | None
    issued_on: date | None
    due_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class LoanPage:
    """Rows in order, and the keys of the pages beside it, or None."""

    rows: tuple[LoanRow, ...]
    previous: str | None
    following: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many loans are open, overdue, waiting to be issued; each up to `COUNTED` + 1."""

    open: int
    overdue: int
    waiting: int


def key_for(asked: Asked) -> Key:
    """What a list is sorted by: what is overdue or lent the longest stands first, else the newest.

    Within an institution the newest has the largest number, by which an index goes.
    """
    if asked.which is Which.OVERDUE:
        return Key(Act.due_on, Act.id, date, int)
    if asked.which is Which.LONG:
        return Key(Act.issued_on, Act.id, date, int)
    newest = Act.id if asked.institution_id is None else Act.number
    return Key(newest, Act.id, int, int)


def loan_page(session: Session, asked: Asked, cursor: Cursor | None, today: date) -> LoanPage:
    """One page of the list, in one statement; one more where names are not in reach."""
    key = key_for(asked)
    backward = cursor is not None and cursor.backward
    descending = (asked.which not in _OLDEST_FIRST) != backward
    statement = _select(key).where(*_criteria(asked, today))
    statement = statement.order_by(*key.order(descending=descending))
    if cursor is not None:
        statement = statement.where(key.past(cursor, descending=descending))
    found: Sequence[Any] = session.execute(statement.limit(ROWS + 1)).all()
    shown = found[:ROWS][::-1] if backward else found[:ROWS]
    edges = [packed(Cursor(row[-2], row[-1])) for row in (*shown[:1], *shown[-1:])]
    more = len(found) > ROWS
    return LoanPage(
        tuple(_rows(session, shown)),
        edges[0] if edges and (more if backward else cursor is not None) else None,
        edges[-1] if edges and (backward or more) else None,
    )


def all_loans(session: Session, asked: Asked, today: date) -> Iterator[LoanRow]:
    """All of them, in batches, for a file."""
    key = key_for(asked)
    descending = asked.which not in _OLDEST_FIRST
    statement = _select(key).where(*_criteria(asked, today))
    statement = statement.order_by(*key.order(descending=descending)).limit(2_000)
    cursor: Cursor | None = None
    while True:
        past = [key.past(cursor, descending=descending)] if cursor else []
        found: Sequence[Any] = session.execute(statement.where(*past)).all()
        yield from _rows(session, found)
        if not found:
            return
        cursor = Cursor(found[-1][-2], found[-1][-1])


def counts(session: Session, institution_id: int | None, today: date) -> Counts:
    """How many of an institution's loans, or of all in reach, are in which state."""

    def count(which: Which) -> ScalarSelect[int]:
        criteria = _criteria(Asked(which=which, institution_id=institution_id), today)
        some = select(Act.id).where(*criteria).limit(COUNTED + 1).subquery()
        return select(func.count()).select_from(some).scalar_subquery()

    wanted = (Which.OPEN, Which.OVERDUE, Which.WAITING)
    row: Sequence[Any] = session.execute(select(*map(count, wanted))).one()
    return Counts(row[0], row[1], row[2])


def class_names(session: Session, institution_id: int) -> list[str]:
    """The classes of an institution within the scope."""
    rows = session.scalars(
        select(Person.class_name)
        .where(
            Person.institution_id == institution_id,
            Person.left_on.is_(None),
            Person.class_name.is_not(None),
        )
        .distinct()
    )
    return [name for name in rows if name]


def _select(key: Key) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Act.id, Institution.code, Act.number, Act.institution_id, Act.status, Act.asset_tag,
            Act.serial_number, Act.inventory_number, Act.model, Act.kind_id, Act.person_id,
            Person.name, Person.class_name, Act.issued_on, Act.due_on, Act.ended_on,
            key.value, key.tie,
        )
        .join(Institution, Institution.id == Act.institution_id)
        .outerjoin(Person, Person.id == Act.person_id)
    )  # fmt: skip


def _rows(session: Session, found: Sequence[Any]) -> Iterator[LoanRow]:
    keys = keys_of(session, (row.person_id for row in found if row.name is None))
    for row in found:
        yield LoanRow(
            id=row.id,
            number=act_number(row.code, row.number),
            institution_id=row.institution_id,
            status=row.status,
            asset_tag=row.asset_tag,
            serial_number=row.serial_number,
            inventory_number=row.inventory_number,
            model=row.model,
            kind_id=row.kind_id,
            borrower=row.name or keys.get(row.person_id, ""),
            class_name=row.class_name,
            issued_on=row.issued_on,
            due_on=row.due_on,
            ended_on=row.ended_on,
        )


def _criteria(asked: Asked, today: date) -> list[ColumnElement[bool]]:
    found = [*_state(asked.which, today), *_place(asked.institution_id), on_lists()]
    if asked.class_name is not None:
        of_class = [Person.class_name == asked.class_name, *_their_place(asked.institution_id)]
        found.append(Act.person_id.in_(select(Person.id).where(*of_class)))
    if asked.kind_id is not None:
        found.append(Act.kind_id == asked.kind_id)
    if asked.search is not None:
        found.append(_matches(asked.search, asked.institution_id))
    return found


def _state(which: Which, today: date) -> list[ColumnElement[bool]]:
    match which:
        case Which.OPEN:
            return [*_OUT]
        case Which.OVERDUE:
            return [*_OUT, Act.due_on < today]
        case Which.LONG:
            return [*_OUT, Act.issued_on < today - FOR_LONG]
        case Which.ASKED:
            waiting = select(Extension.act_id).where(Extension.granted.is_(None))
            return [*_OUT, Act.id.in_(waiting)]
        case Which.WAITING:
            return [Act.status.in_((ActStatus.PREPARING, ActStatus.PREPARED))]
        case Which.ALL:
            return []


def _place(institution_id: int | None) -> list[ColumnElement[bool]]:
    return [] if institution_id is None else [Act.institution_id == institution_id]


def _their_place(institution_id: int | None) -> list[ColumnElement[bool]]:
    return [] if institution_id is None else [Person.institution_id == institution_id]


def _matches(search: SearchFor, institution_id: int | None) -> ColumnElement[bool]:
    """By an act's number, else by the beginning of a tag, a person's key, or names."""
    if search.number is not None:
        code, number = search.number
        place = select(Institution.id).where(func.lower(Institution.code) == code.lower())
        return and_(Act.number == number, Act.institution_id.in_(place))
    tagged = select(Device.id).where(
        Device.tag_key.startswith(comparable(search.text), autoescape=True)
    )
    named = [_has_word(term) for term in name_key(search.text).split()]
    people = select(Person.id).where(*_their_place(institution_id), *named)
    found = [Act.device_id.in_(tagged), *([Act.person_id.in_(people)] if named else [])]
    if len(bare(search.text)) == KEY_LENGTH:
        key = select(Person.id).where(Person.key == bare(search.text))
        found.append(Act.person_id.in_(key))
    return or_(*found)


def _has_word(term: str) -> ColumnElement[bool]:
    return or_(
        Person.search_text.startswith(term, autoescape=True),
        Person.search_text.contains(f" {term}", autoescape=True),
    )

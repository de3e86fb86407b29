"""Loans past their day of return, page by page, and how to reach who answers for them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, Date, bindparam, func, select
from sqlalchemy.orm import Session

from assetmgr.db.prepared import read
from assetmgr.db.scope import CONSTANT
from assetmgr.devices.queries.keyset import Cursor, Key, packed, unpacked
from assetmgr.institutions.models import Institution
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.loans.policy.naming import act_number
from assetmgr.people.models import Guardian, Person
from assetmgr.people.policy.classes import class_key

ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class Late:
    """A loan that should be back; who may not see names has none, and no class."""

    act_id: int
    number: str
    due_on: date
    asset_tag: str
    model: str | None
    kind_id: int
    person_id: int
    name: str | None
    class_name: str | None
    email: str | None

    def days(self, today: date) -> int:
        """How many days late."""
        return (today - self.due_on).days


@dataclass(frozen=True, slots=True)
class LatePage:
    """Rows, the longest late first; the keys of the neighbouring pages or None."""

    rows: tuple[Late, ...]
    previous: str | None
    following: str | None


@dataclass(frozen=True, slots=True)
class Reachable:
    """A guardian, and how to reach them."""

    name: str
    email: str | None
    phone: str | None


_KEY: Final = Key(Act.due_on, Act.id, date, int)


def cursor_of(after: str, before: str) -> Cursor | None:
    """Where a page begins, from the addresses of the last one; None: at the top."""
    return unpacked(before or after, _KEY, backward=bool(before))


def on_lists() -> ColumnElement[bool]:
    """Of acts, those that may stand on a list, in a letter or among what is found: no assistive
    device's, not even for who handles them (DOMAIN.md, rule 9); they reach it from its borrower.
    """
    return Act.sensitive.is_(False)


def overdue(today: date | BindParameter[date]) -> tuple[ColumnElement[bool], ...]:
    """Of acts on lists, those whose device should be back."""
    return Act.status == ActStatus.ISSUED, Act.due_on < today, on_lists()


_HERE: Final = (
    Act.institution_id == bindparam("place", None),
    *overdue(bindparam("today", None, type_=Date)),
)
_LATE: Final[Any] = (
    select(
        Act.id, Institution.code, Act.number, Act.due_on, Act.asset_tag, Act.model, Act.kind_id,
        Act.person_id, Person.name, Person.class_name, Person.email,
    )
    .join(Institution, Institution.id == Act.institution_id)
    .outerjoin(Person, Person.id == Act.person_id)
    .where(*_HERE)
)  # fmt: skip
_BY_CLASS: Final = (
    select(Person.class_name, func.count(Act.id))
    .select_from(Act)
    .outerjoin(Person, Person.id == Act.person_id)
    .where(*_HERE)
    .group_by(Person.class_name)
)
_REACHABLE: Final = (
    select(Guardian.person_id, Guardian.name, Guardian.email, Guardian.phone)
    .where(Guardian.person_id.in_(bindparam("persons", expanding=True)))
    .order_by(Guardian.id)
    .execution_options(**{CONSTANT: True})
)
_FIRST: Final = _LATE.order_by(*_KEY.order(descending=False)).limit(ROWS + 1)
"""Made once, all these: on a page of fifty rows making them is a sixth of the time."""


def overdue_page(
    session: Session,
    institution_id: int,
    today: date,
    *,
    class_name: str | None = None,
    cursor: Cursor | None = None,
) -> LatePage:
    """One page of an institution's loans that are late, in one statement."""
    backward = cursor is not None and cursor.backward
    told = {"place": institution_id, "today": today}
    if cursor is None and class_name is None:
        rows: Sequence[Any] = read(session, _FIRST, **told)
    else:
        statement = _of_class(class_name).order_by(*_KEY.order(descending=backward))
        if cursor is not None:
            statement = statement.where(_KEY.past(cursor, descending=backward))
        rows = session.execute(statement.limit(ROWS + 1), told).all()
    found = [_late(row) for row in rows]
    shown = found[:ROWS][::-1] if backward else found[:ROWS]
    edges = [packed(Cursor(one.due_on, one.act_id)) for one in (*shown[:1], *shown[-1:])]
    more = len(found) > ROWS
    return LatePage(
        tuple(shown),
        edges[0] if edges and (more if backward else cursor is not None) else None,
        edges[-1] if edges and (backward or more) else None,
    )


def all_overdue(
    session: Session, institution_id: int, today: date, class_name: str | None = None
) -> list[Late]:
    """Every loan of an institution that is late, for a file."""
    statement = _of_class(class_name).order_by(*_KEY.order(descending=False))
    rows = session.execute(statement, {"place": institution_id, "today": today})
    return [_late(row) for row in rows]


def overdue_by_class(session: Session, institution_id: int, today: date) -> dict[str | None, int]:
    """How many loans of an institution are late, by class, 1.a first; None: of no class.

    To who may not see names all are of no class.
    """
    counts = dict(read(session, _BY_CLASS, place=institution_id, today=today))
    return {name: counts[name] for name in sorted(counts, key=class_key)}


def overdue_counts(
    session: Session, institution_ids: Collection[int], today: date
) -> dict[int, int]:
    """How many loans of institutions within the scope are late."""
    rows = session.execute(
        select(Act.institution_id, func.count(Act.id))
        .where(Act.institution_id.in_(institution_ids), *overdue(today))
        .group_by(Act.institution_id)
    )
    return dict(rows.all())


def guardians_of(
    session: Session, person_ids: Collection[int]
) -> Mapping[int, Sequence[Reachable]]:
    """The guardians of people within the scope, by person."""
    rows = session.execute(_REACHABLE, {"persons": list(person_ids)})
    found: dict[int, list[Reachable]] = {}
    for person_id, name, email, phone in rows:
        found.setdefault(person_id, []).append(Reachable(name, email, phone))
    return found


def _of_class(class_name: str | None) -> Any:
    return _LATE if class_name is None else _LATE.where(Person.class_name == class_name)


def _late(row: Any) -> Late:
    return Late(row[0], act_number(row[1], row[2]), *row[3:])

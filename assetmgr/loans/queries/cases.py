"""Cases of damage and loss: a list page by page, one with all that decides it, counts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.devices.models import Device, Kind, Model
from assetmgr.devices.policy.life import ends_on
from assetmgr.devices.queries.keyset import Cursor, Key, packed, unpacked
from assetmgr.institutions.models import Institution
from assetmgr.loans.codes import CaseKind, CaseStatus
from assetmgr.loans.models import Act, ActContent, LoanCase
from assetmgr.loans.policy.cases import UNSETTLED
from assetmgr.loans.policy.damages import Worth, worth
from assetmgr.loans.policy.naming import act_number
from assetmgr.people.models import Person

ROWS: Final = 50
Counts = Mapping[CaseStatus, int]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as the list shows it; a forgotten borrower has no name."""

    id: int
    kind: CaseKind
    status: CaseStatus
    told_at: datetime
    decided_at: datetime | None
    amount_eur: Decimal | None
    act_id: int
    number: str
    asset_tag: str
    model: str | None
    name: str | None
    class_name: str | None
    key: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """Rows in order, and the keys of the neighbouring pages or None."""

    rows: tuple[CaseLine, ...]
    previous: str | None
    following: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """A case with its act, device and borrower; `contents`: what stands on the act, if it is there.

    `worth` is None where the price or the day it was acquired is not known.
    """

    case: LoanCase
    act: Act
    device: Device
    person: Person
    institution: Institution
    contents: Mapping[str, Any] | None
    worth: Worth | None

    @property
    def number(self) -> str:
        """The act's number as people write it."""
        return act_number(self.institution.code, self.act.number)


_KEYS: Final[Mapping[bool, Key]] = {
    waits: Key(LoanCase.told_at if waits else LoanCase.id, LoanCase.id, kind, int)
    for waits, kind in ((True, datetime), (False, int))
}
"""Who waits longest comes first; of what is done the newest."""


def cursor_of(statuses: Collection[CaseStatus], after: str, before: str) -> Cursor | None:
    """Where a page begins, from the addresses of the last one; None: at the top."""
    return unpacked(before or after, _key(statuses), backward=bool(before))


def case_page(
    session: Session,
    institution_id: int,
    statuses: Collection[CaseStatus],
    cursor: Cursor | None,
) -> CasePage:
    """One page of the cases with these statuses, in one statement."""
    key = _key(statuses)
    backward = cursor is not None and cursor.backward
    descending = (key is _KEYS[False]) != backward
    statement = (
        select(
            LoanCase.id, LoanCase.kind, LoanCase.status, LoanCase.told_at, LoanCase.decided_at,
            LoanCase.amount_eur, Act.id, Institution.code, Act.number, Act.asset_tag, Act.model,
            Person.name, Person.class_name, Person.key, key.value,
        )
        .join(Act, Act.id == LoanCase.act_id)
        .join(Institution, Institution.id == LoanCase.institution_id)
        .join(Person, Person.id == LoanCase.person_id)
        .where(LoanCase.institution_id == institution_id, LoanCase.status.in_(statuses))
        .order_by(*key.order(descending=descending))
        .limit(ROWS + 1)
    )  # fmt: skip
    if cursor is not None:
        statement = statement.where(key.past(cursor, descending=descending))
    found: Sequence[Any] = session.execute(statement).all()
    shown = found[:ROWS][::-1] if backward else found[:ROWS]
    edges = [packed(Cursor(row[-1], row[0])) for row in (*shown[:1], *shown[-1:])]
    more = len(found) > ROWS
    return CasePage(
        tuple(_line(row) for row in shown),
        edges[0] if edges and (more if backward else cursor is not None) else None,
        edges[-1] if edges and (backward or more) else None,
    )


def _line(row: Any) -> CaseLine:
    told: list[Any] = [*row[:7], act_number(row[7], row[8]), *row[9:-1]]
    return CaseLine(*told)


def _key(statuses: Collection[CaseStatus]) -> Key:
    return _KEYS[CaseStatus.OPEN in statuses]


def case_counts(session: Session, institution_ids: Collection[int]) -> dict[int, Counts]:
    """How many cases of each status institutions within the scope have."""
    rows = session.execute(_counting(institution_ids))
    return _by_institution(rows)


def public_case_counts(session: Session, institution_ids: Collection[int]) -> dict[int, Counts]:
    """As `case_counts`, for the municipality, which sees nobody's; what is sensitive is left out.

    The caller gives institutions within its reach.
    """
    with system_scope(session, reason="counts name nobody"):
        rows = session.execute(_counting(institution_ids).where(Act.sensitive.is_(False))).all()
    return _by_institution(rows)


def _counting(institution_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(LoanCase.institution_id, LoanCase.status, func.count(LoanCase.id))
        .join(Act, Act.id == LoanCase.act_id)
        .where(LoanCase.institution_id.in_(institution_ids))
        .group_by(LoanCase.institution_id, LoanCase.status)
    )


def _by_institution(rows: Iterable[Any]) -> dict[int, Counts]:
    found: dict[int, dict[CaseStatus, int]] = {}
    for institution_id, status, count in rows:
        found.setdefault(institution_id, {})[status] = count
    return dict(found)


def case_or_none(session: Session, case_id: int) -> Facts | None:
    """A case with all that decides it, in one statement; None to strangers."""
    row = session.execute(
        select(LoanCase, Act, Device, Person, Institution, ActContent.contents,
               func.coalesce(Model.life_years, Kind.life_years))
        .join(Act, Act.id == LoanCase.act_id)
        .join(Device, Device.id == Act.device_id)
        .join(Person, Person.id == LoanCase.person_id)
        .join(Institution, Institution.id == LoanCase.institution_id)
        .join(Kind, Kind.id == Act.kind_id)
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(ActContent, ActContent.act_id == Act.id)
        .where(LoanCase.id == case_id)
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    case, act, device, person, institution, contents, life = row
    return Facts(
        case, act, device, person, institution, contents, _worth(case, act, device, life, contents)
    )


def limit_of(contents: Mapping[str, Any] | None) -> Decimal | None:
    """The most that anybody is liable for by the terms on an act; None: they set no limit."""
    told = contents["terms"]["liability_limit_eur"] if contents else None
    return None if told is None else Decimal(told)


def cases_of_act(session: Session, act_id: int) -> Sequence[LoanCase]:
    """The cases of an act within the scope, the oldest first."""
    return session.scalars(
        select(LoanCase)
        .join(Act, Act.id == LoanCase.act_id)
        .where(LoanCase.act_id == act_id)
        .order_by(LoanCase.id)
    ).all()


def has_unsettled_case() -> ColumnElement[bool]:
    """Of acts, those of which nothing may be forgotten: a case is open or disputed."""
    return exists().where(LoanCase.act_id == Act.id, LoanCase.status.in_(UNSETTLED))


def _worth(
    case: LoanCase, act: Act, device: Device, life: int, contents: Mapping[str, Any] | None
) -> Worth | None:
    if act.value_eur is None or device.acquired_on is None:
        return None
    day: date = act.ended_on or case.told_at.date()
    end = ends_on(device.acquired_on, life, device.aue)
    return worth(act.value_eur, device.acquired_on, end, day, limit_of(contents))

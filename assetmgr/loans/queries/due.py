"""Whom to remind today, of what, and where letters reach them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Kind
from assetmgr.institutions.models import Institution
from assetmgr.lending.models import LendingSetting
from assetmgr.lending.policy.settings import DEFAULTS, Settings
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.loans.policy.reminders import Item, Sender, due_days, horizon
from assetmgr.loans.queries.addressed import sender_of
from assetmgr.loans.queries.overdue import on_lists
from assetmgr.people.models import Guardian, Person
from assetmgr.people.policy.ages import is_minor

Columns = TypeVarTuple("Columns")


@dataclass(frozen=True, slots=True)
class Place:
    """An institution that reminds, as it chose to."""

    id: int
    code: str
    sender: Sender
    settings: Settings


@dataclass(slots=True)
class Due:
    """A borrower with what they should give back; addresses are not for any log.

    `guardians` are the addresses of a minor's guardians, in the order they were told.
    """

    institution_id: int
    key: str
    is_minor: bool
    name: str | None = field(repr=False)
    email: str | None = field(repr=False)
    items: list[Item] = field(default_factory=list)
    guardians: list[str] = field(default_factory=list, repr=False)


def places(session: Session) -> dict[int, Place]:
    """Every institution within the scope with its settings, in one statement."""
    rows = session.execute(
        select(Institution, LendingSetting).outerjoin(
            LendingSetting, LendingSetting.institution_id == Institution.id
        )
    )
    return {one.id: _place(one, setting) for one, setting in rows}


def due_on_days(
    session: Session, known: Mapping[int, Place], days: Collection[date], today: date
) -> list[Due]:
    """Who is reminded on some days, by the settings of their institution; in two statements."""
    by_settings: dict[Settings, list[int]] = {}
    for place in known.values():
        by_settings.setdefault(place.settings, []).append(place.id)
    wanted = [
        and_(
            Act.institution_id.in_(ids),
            Act.due_on.in_(sorted({due for day in days for due in due_days(day, settings)})),
        )
        for settings, ids in by_settings.items()
    ]
    return _due(session, known, today, or_(false(), *wanted))


def due_of_acts(
    session: Session, known: Mapping[int, Place], today: date, act_ids: Collection[int]
) -> list[Due]:
    """The borrowers of some loans, whatever day of return they have."""
    return _due(session, known, today, Act.id.in_(act_ids))


def _due(
    session: Session, known: Mapping[int, Place], today: date, wanted: ColumnElement[bool]
) -> list[Due]:
    people = _lent(select(Act.person_id).where(wanted))
    rows = session.execute(
        _lent(
            select(Act.person_id, Act.institution_id, Person.key, Person.role, Person.adult_on,
                   Person.name, Person.email, Kind.name_lv, Act.model, Act.asset_tag, Act.due_on)
            .join(Person, Person.id == Act.person_id)
            .join(Kind, Kind.id == Act.kind_id)
            .where(Act.person_id.in_(people), Person.forgotten_at.is_(None))
            .order_by(Act.person_id, Act.due_on, Act.id)
        )
    )  # fmt: skip
    found: dict[int, Due] = {}
    for row in rows:
        place = known[row.institution_id]
        if row.due_on > horizon(today, place.settings):
            continue
        one = found.setdefault(
            row.person_id,
            Due(place.id, row.key, is_minor(row, today), row.name, row.email),
        )
        name = " ".join(part for part in (row.name_lv, row.model) if part)
        one.items.append(Item(name, row.asset_tag, row.due_on))
    _add_guardians(session, found, people)
    return [one for one in found.values() if one.items]


def _lent(statement: Select[*Columns]) -> Select[*Columns]:
    """Loans with a day of return."""
    return statement.where(Act.status == ActStatus.ISSUED, Act.due_on.is_not(None), on_lists())


def _add_guardians(session: Session, found: Mapping[int, Due], people: Select[Any]) -> None:
    if not any(one.is_minor for one in found.values()):
        return
    rows: Iterable[Any] = session.execute(
        select(Guardian.person_id, Guardian.email)
        .where(Guardian.person_id.in_(people), Guardian.email.is_not(None))
        .order_by(Guardian.id)
    )
    for person_id, email in rows:
        if person_id in found and found[person_id].is_minor:
            found[person_id].guardians.append(email)


def _place(one: Institution, stored: LendingSetting | None) -> Place:
    settings = DEFAULTS
    if stored is not None:
        settings = Settings(
            remind_before=tuple(stored.remind_before), remind_after=tuple(stored.remind_after)
        )
    return Place(one.id, one.code, sender_of(one), settings)

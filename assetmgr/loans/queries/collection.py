"""The summer's collection: which pupils' devices are back, class by class."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from assetmgr.i18n.alphabet import latvian_key
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.loans.policy.collecting import Season
from assetmgr.loans.queries.overdue import on_lists
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person
from assetmgr.people.policy.classes import class_key


@dataclass(frozen=True, slots=True)
class Progress:
    """How many devices came back, of how many that are to; a class of None: of no class."""

    name: str | None
    back: int
    out: int

    @property
    def total(self) -> int:
        """All that are to come back."""
        return self.back + self.out


@dataclass(frozen=True, slots=True)
class ToCollect:
    """A pupil's device; `back_on` is None while it is out, `is_gone`: it is lost or stolen."""

    act_id: int
    person_id: int
    class_name: str | None
    name: str
    asset_tag: str
    model: str | None
    due_on: date | None
    back_on: date | None
    is_gone: bool


def class_progress(session: Session, institution_id: int, season: Season) -> list[Progress]:
    """How far each class of an institution is, 1.a first."""
    rows = session.execute(
        select(Person.class_name, *_figures())
        .join(Act, Act.person_id == Person.id)
        .where(Act.institution_id == institution_id, _of(season))
        .group_by(Person.class_name)
    )
    return sorted((Progress(*row) for row in rows), key=lambda one: class_key(one.name))


def place_progress(
    session: Session, institution_ids: Collection[int], season: Season
) -> dict[int, Progress]:
    """How far institutions are, by id: counts alone, so the municipality sees them, too."""
    rows = session.execute(
        select(Act.institution_id, *_figures())
        .where(Act.institution_id.in_(institution_ids), _of(season))
        .group_by(Act.institution_id)
    )
    return {institution_id: Progress(None, back, out) for institution_id, back, out in rows}


def to_collect(
    session: Session, institution_id: int, season: Season, class_name: str | None = None
) -> list[ToCollect]:
    """Who has what, by class and name; `class_name` narrows to one ('' is nobody's class)."""
    statement = (
        select(Act.id, Act.person_id, Person.class_name, Person.name, Act.asset_tag, Act.model,
               Act.due_on, Act.ended_on, Act.status)
        .join(Person, Person.id == Act.person_id)
        .where(Act.institution_id == institution_id, _of(season), Person.name.is_not(None))
    )  # fmt: skip
    if class_name is not None:
        statement = statement.where(
            Person.class_name == class_name if class_name else Person.class_name.is_(None)
        )
    return _sorted(_line(row) for row in session.execute(statement))


def _line(row: Any) -> ToCollect:
    is_gone = row.status in {ActStatus.LOST, ActStatus.STOLEN}
    told: list[Any] = [*row[:7], None if is_gone else row.ended_on, is_gone]
    return ToCollect(*told)


def _sorted(lines: Iterable[ToCollect]) -> list[ToCollect]:
    return sorted(
        lines,
        key=lambda one: (
            class_key(one.class_name),
            latvian_key(one.name),
            one.person_id,
            one.act_id,
        ),
    )


def _of(season: Season) -> ColumnElement[bool]:
    """Pupils' loans that end by the season, and those that ended in it."""
    ended = (ActStatus.RETURNED, ActStatus.LOST, ActStatus.STOLEN)
    return and_(
        Act.person_role == PersonRole.PUPIL,
        Act.superseded_at.is_(None),
        on_lists(),
        or_(
            and_(Act.status == ActStatus.ISSUED, Act.due_on <= season.last),
            and_(Act.status.in_(ended), Act.ended_on.between(season.first, season.last)),
        ),
    )


def _figures() -> tuple[ColumnElement[int], ColumnElement[int]]:
    is_back = Act.status == ActStatus.RETURNED
    return (
        func.coalesce(func.sum(case((is_back, 1), else_=0)), 0),
        func.coalesce(func.sum(case((is_back, 0), else_=1)), 0),
    )

"""Devices that count on a day, grouped: what indicators and forecasts are made of.

Both read periods and their copies alone, so an institution's past stays with it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, union
from sqlalchemy.orm import Session

from assetmgr.devices.codes import NOT_COUNTED, Purpose
from assetmgr.devices.models import DevicePeriod, Kind, Model
from assetmgr.devices.policy.life import minus_years
from assetmgr.institutions.models import Institution


@dataclass(frozen=True, slots=True)
class StandingRow:
    """Like devices of an institution on a day; `in_life` of them are within their useful life."""

    institution: str
    kind: str
    purpose: Purpose
    count: int
    in_life: int


@dataclass(frozen=True, slots=True)
class AgeRow:
    """Like devices of an institution that came on one day; `life_years` is the model's own."""

    institution: str
    kind: str
    purpose: Purpose
    acquired_on: date | None
    aue: date | None
    life_years: int | None
    count: int


def held_on(day: date) -> ColumnElement[bool]:
    """The periods that hold at the end of `day`."""
    return and_(
        DevicePeriod.valid_from <= day,
        or_(DevicePeriod.valid_to.is_(None), DevicePeriod.valid_to > day),
    )


def counted_on(day: date) -> ColumnElement[bool]:
    """The periods that hold at the end of `day` in a status that counts."""
    return and_(held_on(day), DevicePeriod.status.not_in(sorted(NOT_COUNTED)))


def standing(session: Session, as_of: date) -> list[StandingRow]:
    """The devices that count at the end of `as_of`, by institution, kind and purpose."""
    within = case((_in_life(session, as_of), 1), else_=0)
    rows = session.execute(_grouped(func.count(), func.sum(within)).where(counted_on(as_of)))
    return [StandingRow(*row) for row in rows]


def age_rows(session: Session, as_of: date) -> list[AgeRow]:
    """The devices that count at the end of `as_of`, by what decides their age and life."""
    life = (DevicePeriod.acquired_on, DevicePeriod.aue, Model.life_years)
    rows = session.execute(_grouped(*life, func.count()).where(counted_on(as_of)).group_by(*life))
    return [AgeRow(*row) for row in rows]


def _grouped(*columns: Any) -> Select[Any]:
    keys = (Institution.code, Kind.code, DevicePeriod.purpose)
    return (
        select(*keys, *columns)
        .select_from(DevicePeriod)
        .join(Institution, Institution.id == DevicePeriod.institution_id)
        .join(Kind, Kind.id == DevicePeriod.kind_id)
        .outerjoin(Model, Model.id == DevicePeriod.model_id)
        .group_by(*keys)
    )


def _in_life(session: Session, as_of: date) -> ColumnElement[bool]:
    """Acquired after `as_of` minus its life, and not past the month of its AUE.

    One branch for each length of life that there is: no database adds years to dates alike.
    """
    lives = union(select(Kind.life_years), select(Model.life_years)).subquery()
    lengths = [years for years in session.scalars(select(lives.c[0])) if years]
    own_life = func.coalesce(Model.life_years, Kind.life_years)
    return and_(
        or_(
            *(
                and_(own_life == years, DevicePeriod.acquired_on > minus_years(as_of, years))
                for years in sorted(lengths)
            )
        ),
        or_(DevicePeriod.aue.is_(None), DevicePeriod.aue >= as_of.replace(day=1)),
    )

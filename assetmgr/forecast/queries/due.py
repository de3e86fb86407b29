"""The devices of the register that a scenario has due in a year."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from assetmgr.devices.models import DevicePeriod, Model
from assetmgr.devices.policy.life import minus_years
from assetmgr.devices.queries.kinds import NamedKind
from assetmgr.forecast.policy.scenario import Scenario


def due_in(
    session: Session, scenario: Scenario, year: int, kinds: Sequence[NamedKind]
) -> ColumnElement[bool]:
    """A criterion over DevicePeriod that says what `policy.due.due_year` says of a row.

    What fell before the first year, and what has no known age, is due in the first one.
    """
    by_life: defaultdict[int, list[int]] = defaultdict(list)
    for kind in kinds:
        if kind.code in scenario.life:
            by_life[scenario.life[kind.code]].append(kind.id)
    by_model: defaultdict[int, list[int]] = defaultdict(list)
    for model_id, own in session.execute(select(Model.id, Model.life_years)):
        if own is not None:
            by_model[own].append(model_id)
    until = _due_by(date(year, 12, 31), by_life, by_model)
    if year == scenario.first_year:
        return or_(DevicePeriod.acquired_on.is_(None), until)
    return and_(until, ~func.coalesce(_due_by(date(year - 1, 12, 31), by_life, by_model), false()))


def _due_by(
    day: date, by_life: dict[int, list[int]], by_model: dict[int, list[int]]
) -> ColumnElement[bool]:
    """Acquired a life before the day, or past its AUE; the day is a month's last."""
    ended = [*_ended(day, by_life, by_model), DevicePeriod.aue <= day]
    return and_(DevicePeriod.acquired_on.is_not(None), or_(*ended))


def _ended(
    day: date, by_life: dict[int, list[int]], by_model: dict[int, list[int]]
) -> Iterator[ColumnElement[bool]]:
    exceptions = [model_id for models in by_model.values() for model_id in models]
    usual = or_(DevicePeriod.model_id.is_(None), DevicePeriod.model_id.not_in(exceptions))
    for years, kind_ids in by_life.items():
        acquired = DevicePeriod.acquired_on <= minus_years(day, years)
        yield and_(acquired, DevicePeriod.kind_id.in_(kind_ids), usual)
    for years, model_ids in by_model.items():
        acquired = DevicePeriod.acquired_on <= minus_years(day, years)
        yield and_(acquired, DevicePeriod.model_id.in_(model_ids))

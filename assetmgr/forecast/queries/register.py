"""The register as a forecast takes it: grouped, or one by one where a cap asks whose turn it is."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.devices.models import DevicePeriod, Kind, Model
from assetmgr.devices.queries import AgeRow, age_rows
from assetmgr.devices.queries.standing import counted_on
from assetmgr.forecast.policy.plan import forecast
from assetmgr.forecast.policy.results import Forecast
from assetmgr.forecast.policy.rows import DueRow
from assetmgr.forecast.policy.scenario import Scenario
from assetmgr.indicators.policy.rows import Place
from assetmgr.institutions.models import Institution
from assetmgr.institutions.queries import named_institutions, told_on


def forecast_of(
    session: Session, scenario: Scenario, as_of: date, *, codes: Collection[str] | None = None
) -> Forecast:
    """The scenario's years for the devices that count at the end of `as_of`.

    Args:
        codes: the institutions wanted; None: all that the scope reaches. The ratios are theirs.

    Raises:
        ScenarioError: a kind of the register has no life or no price in the scenario.
    """
    places = [
        Place(one.code, one.name, one.short_name, one.type.value)
        for one in named_institutions(session)
        if codes is None or one.code in codes
    ]
    wanted = {place.code for place in places}
    rows = _grouped(session, as_of) if scenario.cap_eur is None else _single(session, as_of)
    return forecast(
        (row for row in rows if row.institution in wanted),
        places,
        told_on(session, as_of),
        scenario,
    )


def _grouped(session: Session, as_of: date) -> list[DueRow]:
    return [due_row(row) for row in age_rows(session, as_of)]


def due_row(row: AgeRow) -> DueRow:
    """Like devices as the forecast's arithmetic takes them."""
    return DueRow(
        row.institution,
        row.kind,
        row.purpose.value,
        row.acquired_on,
        row.aue,
        row.life_years,
        row.count,
    )


def _single(session: Session, as_of: date) -> list[DueRow]:
    rows = session.execute(
        select(
            Institution.code,
            Kind.code,
            DevicePeriod.purpose,
            DevicePeriod.acquired_on,
            DevicePeriod.aue,
            Model.life_years,
            DevicePeriod.asset_tag,
        )
        .select_from(DevicePeriod)
        .join(Institution, Institution.id == DevicePeriod.institution_id)
        .join(Kind, Kind.id == DevicePeriod.kind_id)
        .outerjoin(Model, Model.id == DevicePeriod.model_id)
        .where(counted_on(as_of))
    )
    return [
        DueRow(code, kind, purpose.value, acquired_on, aue, life_years, 1, tag)
        for code, kind, purpose, acquired_on, aue, life_years, tag in rows
    ]

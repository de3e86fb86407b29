"""Reading a scenario's assumptions."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.devices.models import Kind
from assetmgr.forecast.models import Scenario as ScenarioRow
from assetmgr.forecast.models import ScenarioKind
from assetmgr.forecast.policy.scenario import Scenario
from assetmgr.i18n.marks import N_

YEARS: Final = 5


def scenario_named(
    session: Session, name: str | None = None, *, first_year: int, years: int = YEARS
) -> Scenario:
    """A stored scenario over the calendar years from `first_year`; the default one for no name.

    Raises:
        Refused: there is no such scenario.
    """
    wanted = ScenarioRow.is_default if name is None else ScenarioRow.name == name
    row = session.scalars(select(ScenarioRow).where(wanted)).first()
    if row is None:
        raise Refused(N_("There is no scenario '%(name)s'."), name=name or "default")
    kinds = session.execute(
        select(Kind.code, ScenarioKind.life_years, ScenarioKind.price_eur)
        .join(ScenarioKind, ScenarioKind.kind_id == Kind.id)
        .where(ScenarioKind.scenario_id == row.id)
        .order_by(Kind.position)
    ).all()
    return Scenario(
        name=row.name,
        first_year=first_year,
        years=years,
        life={code: life for code, life, _ in kinds},
        price_eur={code: price for code, _, price in kinds},
        price_change=row.price_change,
        cap_eur=row.cap_eur,
    )

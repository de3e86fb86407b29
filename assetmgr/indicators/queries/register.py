"""The indicators as of a day, from the register's own rows.

Municipal values and ranges are nobody's property (DOMAIN.md, 'Who'), so they are computed over all
institutions whoever asks.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.devices.queries import age_rows, standing
from assetmgr.indicators.models import SurveyValue
from assetmgr.indicators.policy.definitions import definitions
from assetmgr.indicators.policy.evaluate import Indicator, evaluate
from assetmgr.indicators.policy.rows import AgeGroup, Cohort, Place, Told
from assetmgr.institutions.queries import named_institutions, told_on


@dataclass(frozen=True, slots=True)
class Register:
    """What the arithmetic needs of the whole municipality on a day."""

    as_of: date
    places: tuple[Place, ...]
    cohorts: tuple[Cohort, ...]
    told: Told


def register_on(session: Session, as_of: date) -> Register:
    """The municipality's institutions, devices and headcounts as of a day."""
    with system_scope(session, reason="municipal indicator values are nobody's property"):
        places = tuple(
            Place(one.code, one.name, one.short_name, one.type.value)
            for one in named_institutions(session)
        )
        cohorts = tuple(
            Cohort(row.institution, row.kind, row.purpose.value, row.count, row.in_life)
            for row in standing(session, as_of)
        )
        return Register(as_of, places, cohorts, told_on(session, as_of))


def indicators_of(session: Session, register: Register) -> tuple[Indicator, ...]:
    """Every indicator on the register's day."""
    surveys = survey_values(session, register.as_of)
    return evaluate(definitions(), register.places, register.cohorts, register.told, surveys)


def survey_values(session: Session, as_of: date) -> dict[str, Decimal]:
    """The newest survey value of each indicator not after a day."""
    rows = session.execute(
        select(SurveyValue.code, SurveyValue.value)
        .where(SurveyValue.as_of <= as_of)
        .order_by(SurveyValue.as_of)
    )
    return dict(rows.all())


def age_groups_on(session: Session, as_of: date) -> list[AgeGroup]:
    """Devices that count on a day by type of institution, kind, purpose and day of acquisition."""
    with system_scope(session, reason="ageing of the whole municipality"):
        types = {one.code: one.type.value for one in named_institutions(session)}
        counts: Counter[tuple[str, str, str, date | None]] = Counter()
        for row in age_rows(session, as_of):
            counts[types[row.institution], row.kind, row.purpose.value, row.acquired_on] += (
                row.count
            )
    return [AgeGroup(*key, count) for key, count in counts.items()]

"""Reading stated needs and what has come since."""

from collections import Counter
from datetime import date

from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.devices.queries import age_rows
from assetmgr.indicators.policy.needs import Arrival, Need, NeedRow, against_arrivals
from assetmgr.institutions.queries.needs import stated_needs_on


def needs_on(session: Session, as_of: date) -> tuple[NeedRow, ...]:
    """What each institution last asked for, not after the day, summed over its sites."""
    with system_scope(session, reason="stated needs of the whole municipality"):
        arrivals = [
            Arrival(row.institution, row.kind, row.purpose.value, row.acquired_on, row.count)
            for row in age_rows(session, as_of)
        ]
        return against_arrivals(_newest(session, as_of), arrivals)


def _newest(session: Session, as_of: date) -> list[Need]:
    """The stated needs with their sites summed; each stands since its oldest part."""
    counts: Counter[tuple[str, str, str]] = Counter()
    days: dict[tuple[str, str, str], date] = {}
    for row in stated_needs_on(session, as_of):
        key = row.institution, row.audience.value, row.kind
        counts[key] += row.count
        days[key] = min(row.as_of, days.get(key, row.as_of))
    return [Need(*key, days[key], count) for key, count in counts.items()]

"""Reading stated needs and what has come since."""

from collections import Counter
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.devices.models import Kind
from assetmgr.devices.queries import age_rows
from assetmgr.indicators.policy.needs import Arrival, Need, NeedRow, against_arrivals
from assetmgr.institutions.models import Institution, StatedNeed


def needs_on(session: Session, as_of: date) -> tuple[NeedRow, ...]:
    """What each institution last asked for, not after the day, summed over its sites."""
    with system_scope(session, reason="stated needs of the whole municipality"):
        arrivals = [
            Arrival(row.institution, row.kind, row.purpose.value, row.acquired_on, row.count)
            for row in age_rows(session, as_of)
        ]
        return against_arrivals(_newest(session, as_of), arrivals)


def _newest(session: Session, as_of: date) -> list[Need]:
    rows = session.execute(
        select(
            Institution.code,
            StatedNeed.audience,
            Kind.code,
            StatedNeed.site_id,
            StatedNeed.as_of,
            StatedNeed.count,
        )
        .join(Institution, Institution.id == StatedNeed.institution_id)
        .join(Kind, Kind.id == StatedNeed.kind_id)
        .where(StatedNeed.as_of <= as_of)
        .order_by(StatedNeed.as_of)
    )
    newest = {
        (code, audience.value, kind, site): (day, count)
        for code, audience, kind, site, day, count in rows
    }
    counts: Counter[tuple[str, str, str]] = Counter()
    days: dict[tuple[str, str, str], date] = {}
    for (code, audience, kind, _), (day, count) in newest.items():
        key = code, audience, kind
        counts[key] += count
        days[key] = min(day, days.get(key, day))
    return [Need(*key, days[key], count) for key, count in counts.items()]

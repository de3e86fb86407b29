"""What institutions told of themselves, as it counts on a day (DOMAIN.md, rule 3)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.institutions.models import HEADCOUNT_COLUMNS, Headcount, Institution, ToldFact

_LEAST: Final = frozenset({"internet_mbps", "wifi"})
"""Of several sites the weakest counts for these; everything else is summed."""


@dataclass(frozen=True, slots=True)
class _Figure:
    as_of: date
    value: Decimal


def told_on(session: Session, as_of: date) -> Mapping[str, Mapping[str, Decimal | None]]:
    """Institution code -> column -> the newest figure told not after `as_of`; None: not told.

    An institution's own figure goes before its sites' unless theirs are newer; sites are summed
    (for internet_mbps and wifi the weakest counts; wifi is 1 or 0).
    """
    columns = [getattr(Headcount, name) for name in HEADCOUNT_COLUMNS]
    rows = session.execute(
        select(Institution.code, Headcount.site_id, Headcount.as_of, *columns)
        .join(Institution, Institution.id == Headcount.institution_id)
        .where(Headcount.as_of <= as_of)
        .order_by(Headcount.as_of)
    )
    newest: dict[tuple[str, str], dict[int | None, _Figure]] = defaultdict(dict)
    for code, site_id, day, *values in rows:
        for name, value in zip(HEADCOUNT_COLUMNS, values, strict=True):
            if value is not None:
                newest[code, name][site_id] = _Figure(day, Decimal(value))
    told: dict[str, dict[str, Decimal | None]] = defaultdict(dict)
    for (code, name), by_site in newest.items():
        told[code][name] = _together(name, by_site)
    return told


def _together(name: str, by_site: Mapping[int | None, _Figure]) -> Decimal:
    whole = by_site.get(None)
    sites = [figure for site, figure in by_site.items() if site is not None]
    if whole and all(figure.as_of <= whole.as_of for figure in sites):
        return whole.value
    values = [figure.value for figure in sites]
    return min(values) if name in _LEAST else sum(values, Decimal())


def facts_on(session: Session, as_of: date) -> Mapping[tuple[str, str], Decimal]:
    """(Institution code, name) -> the newest of the figures without a headcount column."""
    rows = session.execute(
        select(Institution.code, ToldFact.name, ToldFact.value)
        .join(Institution, Institution.id == ToldFact.institution_id)
        .where(ToldFact.as_of <= as_of)
        .order_by(ToldFact.as_of)
    )
    return {(code, name): value for code, name, value in rows}

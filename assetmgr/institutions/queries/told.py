"""What institutions told of themselves, as it counts on a day (DOMAIN.md, rule 3)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from assetmgr.institutions.models import HEADCOUNT_COLUMNS, Headcount, Institution, Site, ToldFact

_LEAST: Final = frozenset({"internet_mbps", "wifi"})
"""Of several sites the weakest counts for these; everything else is summed."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A told figure and the day it was told for; of a sum, the day of its oldest part."""

    as_of: date
    value: Decimal


def told_on(session: Session, as_of: date) -> Mapping[str, Mapping[str, Decimal | None]]:
    """Institution code -> column -> the newest figure told not after `as_of`; None: not told.

    An institution's own figure goes before its sites' unless theirs are newer; sites are summed
    (for internet_mbps and wifi the weakest counts; wifi is 1 or 0).
    """
    return {
        code: {name: figure.value for name, figure in figures.items()}
        for code, figures in figures_on(session, as_of).items()
    }


def figures_on(
    session: Session, as_of: date, institution_id: int | None = None
) -> Mapping[str, Mapping[str, Figure]]:
    """As `told_on`, each figure with its day; of one institution (by id) or of all in scope."""
    told: dict[str, dict[str, Figure]] = defaultdict(dict)
    for (code, name), by_site in _newest(session, as_of, institution_id).items():
        told[code][name] = _together(name, by_site)
    return told


def _newest(
    session: Session, as_of: date, institution_id: int | None = None
) -> Mapping[tuple[str, str], dict[str | None, Figure]]:
    """(Institution code, column) -> site name (None: the whole) -> the newest figure."""
    columns = [getattr(Headcount, name) for name in HEADCOUNT_COLUMNS]
    statement = (
        select(Institution.code, Site.name, Headcount.as_of, *columns)
        .join(Institution, Institution.id == Headcount.institution_id)
        .outerjoin(Site, Site.id == Headcount.site_id)
        .where(Headcount.as_of <= as_of)
        .order_by(Headcount.as_of)
    )
    if institution_id is not None:
        statement = statement.where(Headcount.institution_id == institution_id)
    newest: dict[tuple[str, str], dict[str | None, Figure]] = defaultdict(dict)
    for code, site, day, *values in session.execute(statement):
        for name, value in zip(HEADCOUNT_COLUMNS, values, strict=True):
            if value is not None:
                newest[code, name][site] = Figure(day, Decimal(value))
    return newest


def _together(name: str, by_site: Mapping[str | None, Figure]) -> Figure:
    whole = by_site.get(None)
    sites = [figure for site, figure in by_site.items() if site is not None]
    if whole and all(figure.as_of <= whole.as_of for figure in sites):
        return whole
    values = [figure.value for figure in sites]
    value = min(values) if name in _LEAST else sum(values, Decimal())
    return Figure(min(figure.as_of for figure in sites), value)


def facts_on(session: Session, as_of: date) -> Mapping[tuple[str, str], Decimal]:
    """(Institution code, name) -> the newest of the figures without a headcount column."""
    return {key: figure.value for key, figure in _newest_facts(session, as_of).items()}


def facts_of(session: Session, as_of: date, institution_id: int) -> Mapping[str, Figure]:
    """Name -> the newest figure without a headcount column, of one institution."""
    mine = ToldFact.institution_id == institution_id
    found = _newest_facts(session, as_of, mine)
    return {name: figure for (_, name), figure in found.items()}


def _newest_facts(
    session: Session, as_of: date, *criteria: ColumnElement[bool]
) -> Mapping[tuple[str, str], Figure]:
    rows = session.execute(
        select(Institution.code, ToldFact.name, ToldFact.as_of, ToldFact.value)
        .join(Institution, Institution.id == ToldFact.institution_id)
        .where(ToldFact.as_of <= as_of, *criteria)
        .order_by(ToldFact.as_of)
    )
    return {(code, name): Figure(day, value) for code, name, day, value in rows}

"""The provision targets of the actions 1.1, 1.2 and 4.3.1, computed where there is data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assetmgr.indicators.policy.provision_targets import ProvisionTarget
from assetmgr.indicators.policy.rows import Place
from assetmgr.indicators.policy.standing import MEASURES, NEEDS, Facts, Standing


@dataclass(frozen=True, slots=True)
class Provision:
    """A target and where the municipality stands.

    `value` is of totals over those who told, exact, in the target's unit; `shortfall` is summed
    institution by institution in what the measure counts; `without` have people and no device,
    or no open-access computer. With no data yet, `value` and `met` are None and `missing` names
    what is needed.
    """

    target: ProvisionTarget
    value: Fraction | None
    met: bool | None
    shortfall: int
    without: tuple[str, ...]
    not_told: tuple[str, ...]
    missing: tuple[str, ...]
    by_institution: tuple[Standing, ...]


def provision(
    targets: Iterable[ProvisionTarget], places: Iterable[Place], facts: Facts
) -> tuple[Provision, ...]:
    """Where the municipality stands against each target on the day of the facts."""
    places = tuple(places)
    return tuple(
        _no_data(target, target.missing)
        if target.measure == "no_data"
        else _judged(target, places, facts)
        for target in targets
    )


def _judged(target: ProvisionTarget, places: tuple[Place, ...], facts: Facts) -> Provision:
    measure = MEASURES[target.measure]
    rows = tuple(measure(target, code, facts) for code in target.codes(places))
    if not any(row.told for row in rows):
        return _no_data(target, NEEDS.get(target.measure, target.columns), rows)
    value = _value(rows)
    shortfall = _shortfall(target, rows, value)
    not_told = tuple(row.institution for row in rows if not row.told)
    return Provision(
        target=target,
        value=value,
        met=_met(target, value, shortfall, not_told),
        shortfall=shortfall,
        without=tuple(row.institution for row in rows if row.told and _has_none(target, row)),
        not_told=not_told,
        missing=(),
        by_institution=rows,
    )


def _no_data(
    target: ProvisionTarget, missing: tuple[str, ...], rows: tuple[Standing, ...] = ()
) -> Provision:
    not_told = tuple(row.institution for row in rows)
    return Provision(target, None, None, 0, (), not_told, missing, rows)


def _value(rows: Sequence[Standing]) -> Fraction | None:
    numerator = sum((row.numerator or Decimal(0) for row in rows), Decimal(0))
    if all(row.denominator is None for row in rows):
        return Fraction(numerator)
    denominator = sum((row.denominator or Decimal(0) for row in rows), Decimal(0))
    return Fraction(numerator) / Fraction(denominator) if denominator else None


def _shortfall(target: ProvisionTarget, rows: Sequence[Standing], value: Fraction | None) -> int:
    if target.measure == "pool":
        return max(0, int(target.target.value - int(value or 0)))
    return sum(row.lacks for row in rows)


def _met(
    target: ProvisionTarget, value: Fraction | None, shortfall: int, not_told: tuple[str, ...]
) -> bool | None:
    """On the total by its value; for each by nobody lacking, unknown while somebody is silent."""
    if target.judged == "total":
        return target.target.is_met(value, better="higher")
    if shortfall:
        return False
    return None if not_told else True


def _has_none(target: ProvisionTarget, row: Standing) -> bool:
    if target.measure in {"ratio", "per_admin"}:
        return row.denominator == 0
    return target.measure in {"per_floor", "open_access"} and row.numerator == 0

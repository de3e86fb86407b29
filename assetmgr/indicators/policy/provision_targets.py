"""What the programme wants each institution to have, read from `provision_targets.csv`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from assetmgr.indicators.policy.kinds import kinds_of
from assetmgr.indicators.policy.measures import Target
from assetmgr.indicators.policy.rows import Place
from assetmgr.indicators.policy.tables import (
    BadTableError,
    number,
    number_or_none,
    one_of,
    parts,
    table,
)

_COLUMNS_OF_MEASURE = {
    "ratio": range(1, 3),
    "per_floor": range(1),
    "share": range(2, 3),
    "coverage": range(1, 2),
    "open_access": range(1),
    "per_admin": range(2, 3),
    "pool": range(1),
    "requests": range(1),
    "no_data": range(1),
}
_TYPES_OF_SCOPE = {
    "school": ("school",),
    "preschool": ("preschool",),
    "all": ("preschool", "school"),
    "municipality": ("other", "preschool", "school"),
}


@dataclass(frozen=True, slots=True)
class ProvisionTarget:
    """A target of section 4: `action` and `scope` name it, `measure` says how it is computed.

    `scope` is school, preschool, all (both) or municipality; `judged` is each (every institution
    is to reach it) or total (the municipality is); `optimal` is what the programme calls optimal
    beyond the target; `missing` is what a target without data would need.
    """

    action: str
    scope: str
    measure: str
    columns: tuple[str, ...]
    kinds: frozenset[str]
    purposes: frozenset[str]
    target: Target
    optimal: Decimal | None
    judged: str
    unit: str
    name_lv: str
    name_en: str
    responsible: str
    missing: tuple[str, ...]

    def codes(self, places: Iterable[Place]) -> tuple[str, ...]:
        """The institutions that the target is about, sorted."""
        types = _TYPES_OF_SCOPE[self.scope]
        return tuple(sorted(place.code for place in places if place.type in types))


@cache
def provision_targets() -> tuple[ProvisionTarget, ...]:
    """The targets in the programme's order; raises BadTableError for a wrong table."""
    return read_provision_targets(table("assetmgr.indicators", "provision_targets.csv"))


def read_provision_targets(rows: Iterable[Mapping[str, str]]) -> tuple[ProvisionTarget, ...]:
    """Targets from table rows; raises BadTableError naming the action and the column."""
    return tuple(_target(row) for row in rows)


def _target(row: Mapping[str, str]) -> ProvisionTarget:
    name = f"{row['action']} {row['scope']}"
    measure = one_of(row["measure"], _COLUMNS_OF_MEASURE, f"{name} measure")
    columns, missing = parts(row["columns"]), parts(row["missing"])
    if len(columns) not in _COLUMNS_OF_MEASURE[measure]:
        raise BadTableError(f"{name} columns: {row['columns']!r} do not make a {measure}")
    if (measure == "no_data") != bool(missing):
        raise BadTableError(f"{name} missing: named exactly where nothing is computed")
    return ProvisionTarget(
        action=row["action"],
        scope=one_of(row["scope"], _TYPES_OF_SCOPE, f"{name} scope"),
        measure=measure,
        columns=columns,
        kinds=kinds_of(row["kinds"]),
        purposes=frozenset(parts(row["purposes"])),
        target=Target(
            one_of(row["op"], {"<=", ">=", "="}, f"{name} op"),
            number(row["target"], f"{name} target"),
        ),
        optimal=number_or_none(row["optimal"], f"{name} optimal"),
        judged=one_of(row["judged"], {"each", "total"}, f"{name} judged"),
        unit=one_of(row["unit"], {"ratio", "percent", "count"}, f"{name} unit"),
        name_lv=row["name_lv"],
        name_en=row["name_en"],
        responsible=row["responsible"],
        missing=missing,
    )

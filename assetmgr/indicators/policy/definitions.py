"""The result indicators of the programme's table 2, read from `indicators.csv`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from assetmgr.indicators.policy.kinds import kinds_of
from assetmgr.indicators.policy.measures import (
    SCHOOL_YEARS,
    CoverageMeasure,
    RatioMeasure,
    Target,
)
from assetmgr.indicators.policy.tables import (
    BadTableError,
    number,
    number_or_none,
    one_of,
    parts,
    table,
)

_PRINTED_TARGET = re.compile(r"(<=|>=)?(\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Definition:
    """One indicator. `measure` None: a survey value, stored; `baseline` is then of 2024/25.

    `unit` is ratio or percent, `better` lower or higher, `targets` one for each school year.
    `name_lv` and `name_en` are short, `wording_lv` is the programme's own.
    """

    code: str
    unit: str
    better: str
    measure: RatioMeasure | CoverageMeasure | None
    targets: tuple[tuple[str, Target], ...]
    baseline: Decimal | None
    baseline_note: str
    name_lv: str
    name_en: str
    wording_lv: str
    data_source: str
    responsible: str


@cache
def definitions() -> tuple[Definition, ...]:
    """The indicators in the order of the programme; raises BadTableError for a wrong table."""
    return read_definitions(table("assetmgr.indicators", "indicators.csv"))


def ratio_definitions() -> tuple[tuple[str, RatioMeasure], ...]:
    """Code and measure of the device ratios (1a, 1b, 2a, 2b)."""
    return tuple(
        (definition.code, definition.measure)
        for definition in definitions()
        if isinstance(definition.measure, RatioMeasure)
    )


def read_definitions(rows: Iterable[Mapping[str, str]]) -> tuple[Definition, ...]:
    """Definitions from table rows; raises BadTableError naming the indicator and the column."""
    read = tuple(_definition(row) for row in rows)
    codes = [definition.code for definition in read]
    if repeated := sorted({code for code in codes if codes.count(code) > 1}):
        raise BadTableError(f"indicators given twice: {', '.join(repeated)}")
    return read


def printed_target(text: str, what: str) -> Target:
    """A target as printed: '<=2.5', '>=75', or '100', which has no sign."""
    match = _PRINTED_TARGET.fullmatch(text)
    if match is None:
        raise BadTableError(f"{what}: {text!r} is not a target such as '<=2.5' or '100'")
    return Target(match[1] or "=", Decimal(match[2]))


def _definition(row: Mapping[str, str]) -> Definition:
    code = row["code"]
    measure = _measure(row)
    baseline = number_or_none(row["baseline_2024_25"], f"{code} baseline_2024_25")
    if (measure is None) == (baseline is None):
        raise BadTableError(f"{code}: a survey value has a baseline, a computed one has none")
    return Definition(
        code=code,
        unit=one_of(row["unit"], {"ratio", "percent"}, f"{code} unit"),
        better=one_of(row["better"], {"lower", "higher"}, f"{code} better"),
        measure=measure,
        targets=_targets(row),
        baseline=baseline,
        baseline_note=row["baseline_note"],
        name_lv=row["name_lv"],
        name_en=row["name_en"],
        wording_lv=row["wording_lv"],
        data_source=row["data_source"],
        responsible=row["responsible"],
    )


def _targets(row: Mapping[str, str]) -> tuple[tuple[str, Target], ...]:
    columns = {year: f"target_{year.replace('/', '_')}" for year in SCHOOL_YEARS}
    return tuple(
        (year, printed_target(row[column], f"{row['code']} {column}"))
        for year, column in columns.items()
    )


def _measure(row: Mapping[str, str]) -> RatioMeasure | CoverageMeasure | None:
    code = row["code"]
    source = one_of(row["source"], {"devices", "headcounts", "survey"}, f"{code} source")
    if source == "survey":
        return None
    type_ = one_of(row["institution_type"], {"school", "preschool"}, f"{code} institution_type")
    columns = parts(row["columns"])
    if not columns:
        raise BadTableError(f"{code} columns: a computed indicator needs a headcount")
    if source == "headcounts":
        return CoverageMeasure(type_, columns[0], number(row["threshold"], f"{code} threshold"))
    kinds, purposes = kinds_of(row["kinds"]), frozenset(parts(row["purposes"]))
    if not kinds or not purposes:
        raise BadTableError(f"{code}: a device ratio needs kinds and purposes")
    return RatioMeasure(type_, columns, kinds, purposes)

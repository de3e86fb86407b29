"""What the charts are given: plain series, already counted; texts in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

NumberText = Callable[[float], str]
"""Writes a value as people read it, e.g. `lambda value: formats.number(value, "lv")`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One named series; None is 'not known' and is never drawn as zero."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A target: its value and the words beside it."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class WeekLines:
    """A value by week, beside it at most one grey series, and at most one target.

    `weeks` are Mondays, as many as each line has values; `month` writes a month's short name.
    """

    weeks: tuple[date, ...]
    value: Line
    number: NumberText
    month: Callable[[date], str]
    unknown: str
    context: Line | None = None
    target: Mark | None = None


@dataclass(frozen=True, slots=True)
class Stacks:
    """Bars of several series, one above the other: years by kinds. At most six series."""

    categories: tuple[str, ...]
    series: tuple[Line, ...]
    number: NumberText
    limit: Mark | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A bar: an institution's value (None: no data) and, where it has one, its target."""

    label: str
    value: float | None
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars in the order given; `missing` stands where a value is not known."""

    rows: tuple[Row, ...]
    number: NumberText
    missing: str
    target_name: str = ""


@dataclass(frozen=True, slots=True)
class BandRow:
    """Counts of one kind of device by age band, and a note beside it ('12 bez datuma')."""

    label: str
    counts: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bands:
    """Ageing: each row's counts as shares of their sum. `share` writes a share from 0 to 1."""

    names: tuple[str, ...]
    rows: tuple[BandRow, ...]
    share: NumberText
    missing: str


@dataclass(frozen=True, slots=True)
class Track:
    """Where a value stands between its baseline and its targets, the nearest first."""

    baseline: float | None
    value: float | None
    targets: tuple[Mark, ...]
    number: NumberText

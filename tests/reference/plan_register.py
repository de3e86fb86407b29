"""A register over plain plan rows, so that the figures can be checked without the product."""

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from importlib.resources import files

from assetmgr.demo.rows import Plan, PlannedHeadcount
from assetmgr.demo.usage import usage
from tests.reference.register import Kinds, Purposes
from tests.reference.states import Held, counting

_Counts = defaultdict[str, Counter[tuple[str, str, str]]]
"""By institution: devices that count, by site, kind and purpose."""


class PlanRegister:
    """Answers from the rows of a plan; survey values and targets from the indicators' own data."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._states: dict[date, tuple[Held, ...]] = {}
        self._fleets: dict[date, int] = {}
        self._counts: dict[date, _Counts] = {}

    def institutions(self, institution_type: str) -> list[str]:
        return [row.code for row in self._plan.institutions if row.type == institution_type]

    def count(
        self,
        institution: str,
        kinds: Kinds,
        purposes: Purposes,
        as_of: date,
        site: str | None = None,
    ) -> int:
        return sum(
            number
            for (at, kind, purpose), number in self._counted(as_of)[institution].items()
            if kind in kinds and (purposes is None or purpose in purposes) and site in (None, at)
        )

    def ages(
        self, institution_type: str, kinds: Kinds, purposes: Purposes, as_of: date
    ) -> list[date | None]:
        codes = set(self.institutions(institution_type))
        return [
            held.acquired_on
            for held in self._held(as_of)
            if held.institution in codes
            and held.kind in kinds
            and (purposes is None or held.purpose in purposes)
        ]

    def headcount(
        self, institution: str, column: str, as_of: date, site: str | None = None
    ) -> Decimal | None:
        newest: dict[str, tuple[date, Decimal]] = {}
        for row in self._plan.headcounts:
            value = _number(row, column)
            if row.institution == institution and row.as_of <= as_of and value is not None:
                newest[row.site] = max(newest.get(row.site, (date.min, value)), (row.as_of, value))
        told = [value for at, (_, value) in newest.items() if site in (None, at)]
        return sum(told, Decimal()) if told else None

    def stated_need(
        self, institution: str, audience: str, kind: str, site: str | None = None
    ) -> int | None:
        stated = [
            need.count
            for need in self._plan.needs
            if (need.institution, need.audience, need.kind) == (institution, audience, kind)
            and site in (None, need.site)
        ]
        return sum(stated) if stated else None

    def weekly_active(self, first: date, last: date) -> list[tuple[str, int, int]]:
        monday = first + timedelta(days=-first.weekday() % 7)
        weeks = []
        while (sunday := monday + timedelta(days=6)) <= last:
            year, week, _ = monday.isocalendar()
            weeks.append((f"{year}-W{week:02d}", self._active[year, week], self._fleet(sunday)))
            monday += timedelta(days=7)
        return weeks

    def _fleet(self, sunday: date) -> int:
        if sunday not in self._fleets:
            self._fleets[sunday] = sum(1 for _ in counting(self._plan, sunday, "chromebook"))
        return self._fleets[sunday]

    @cached_property
    def _active(self) -> Counter[tuple[int, int]]:
        seen = {(tag, *on.isocalendar()[:2]) for tag, on, milliseconds in usage(self._plan)}
        return Counter((year, week) for _, year, week in seen)

    def survey(self, code: str) -> Decimal | None:
        told = [fact.value for fact in self._plan.facts if fact.name == code]
        if told:
            return sum(told, Decimal())
        code, _, daily = code.partition(" ")
        row = _stored("indicators", "code").get(code)
        if row is None:
            return None
        digits = "".join(filter(str.isdigit, row["baseline_note"]))
        return Decimal(digits if daily else row["baseline_2024_25"])

    def target(self, code: str, school_year: str) -> str:
        return _stored("indicators", "code")[code][f"target_{school_year.replace('/', '_')}"]

    def provision_target(self, action: str, scope: str) -> tuple[str, str]:
        row = _stored("provision_targets", "action", "scope")[f"{action} {scope}"]
        return row["op"] + row["target"], row["optimal"]

    def _counted(self, as_of: date) -> _Counts:
        if as_of not in self._counts:
            counts = self._counts[as_of] = defaultdict(Counter)
            for held in self._held(as_of):
                counts[held.institution][held.site, held.kind, held.purpose] += 1
        return self._counts[as_of]

    def _held(self, as_of: date) -> tuple[Held, ...]:
        if as_of not in self._states:
            self._states[as_of] = tuple(counting(self._plan, as_of))
        return self._states[as_of]


def _number(row: PlannedHeadcount, column: str) -> Decimal | None:
    value = getattr(row, column)
    return None if value is None else Decimal(value)


def _stored(name: str, *keys: str) -> dict[str, dict[str, str]]:
    text = files("assetmgr.indicators").joinpath("data", f"{name}.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {" ".join(row[key] for key in keys): row for row in rows}

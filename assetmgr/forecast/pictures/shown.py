"""A forecast with the names that its page needs, and its tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assetmgr.devices.queries.kinds import NamedKind
from assetmgr.forecast.policy.results import Figures, Forecast, Year
from assetmgr.forecast.policy.scenario import Scenario
from assetmgr.web.words import kind_name


@dataclass(frozen=True, slots=True)
class Shown:
    """A forecast with the names that its page needs; `institutions`: code -> short name."""

    forecast: Forecast
    scenario: Scenario
    kinds: tuple[NamedKind, ...]
    institutions: dict[str, str]

    @property
    def years(self) -> tuple[Year, ...]:
        """The years of the horizon."""
        return self.forecast.years


@dataclass(frozen=True, slots=True)
class TableRow:
    """A kind or an institution: devices due in each year, and the cost of all years."""

    code: str
    name: str
    due: tuple[int, ...]
    cost: Fraction


def kind_rows(shown: Shown) -> list[TableRow]:
    """The kinds of which anything falls due, in the usual order."""
    named = [(kind.code, kind_name(kind)) for kind in shown.kinds]
    return _rows(named, [year.by_kind for year in shown.years])


def institution_rows(shown: Shown) -> list[TableRow]:
    """The institutions where anything falls due."""
    return _rows(list(shown.institutions.items()), [year.by_institution for year in shown.years])


def _rows(named: Sequence[tuple[str, str]], years: Sequence[dict[str, Figures]]) -> list[TableRow]:
    rows = [
        TableRow(
            code,
            name,
            tuple(year.get(code, Figures()).due for year in years),
            sum((year.get(code, Figures()).cost for year in years), Fraction(0)),
        )
        for code, name in named
    ]
    return [row for row in rows if any(row.due)]

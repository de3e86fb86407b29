"""The forecast as charts and figures for people."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from flask_babel import gettext, lazy_gettext

from assetmgr.devices.queries.kinds import NamedKind
from assetmgr.forecast.outlook_chart import OutlookLines, leaves_the_plot, outlook_chart
from assetmgr.forecast.policy.results import Figures, Forecast, Outlook, Year
from assetmgr.forecast.policy.scenario import Scenario
from assetmgr.indicators.policy.definitions import Definition, definitions
from assetmgr.web.charts import Line, Stacks, responsive_svg, stacked_chart
from assetmgr.web.figures import Figure, Stat, day, euro, number
from assetmgr.web.formats import language
from assetmgr.web.words import kind_name

SHOWN_KINDS = 5
_LINES = (
    lazy_gettext("on the register"),
    lazy_gettext("within life, with the plan"),
    lazy_gettext("within life, without purchases"),
)


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


def stats(shown: Shown) -> tuple[Stat, ...]:
    """What falls due, what it costs, and what has no known age."""
    totals = [year.total for year in shown.years]
    first, last = shown.years[0].year, shown.years[-1].year
    horizon = gettext("%(first)s–%(last)s", first=first, last=last)
    return (
        Stat(
            gettext("Due in %(year)s", year=first),
            number(totals[0].due),
            gettext("with what fell due before"),
        ),
        Stat(gettext("Cost of %(year)s", year=first), euro(totals[0].cost), gettext("VAT included")),
        Stat(gettext("Cost of all years"), euro(sum(one.cost for one in totals)), horizon),
        Stat(
            gettext("Of unknown age"),
            number(sum(one.unknown_age for one in totals)),
            gettext("counted as due in %(year)s", year=first),
        ),
    )


def by_year(shown: Shown, *, in_euro: bool) -> Figure:
    """Years by kind: devices that fall due, or what is bought in euro."""
    title = gettext("Cost by year and kind") if in_euro else gettext("Due by year and kind")
    text = euro if in_euro else number
    data = Stacks(
        categories=tuple(str(year.year) for year in shown.years),
        series=_series(shown, _cost if in_euro else _due),
        number=text,
    )
    desc = gettext("A bar for each year; the kinds stand one above the other.")
    return Figure(
        title,
        responsive_svg(lambda size: stacked_chart(data, size), title, desc),
        (
            gettext("Year"), gettext("Due"), gettext("Due again"), gettext("Of unknown age"),
            gettext("Bought"), gettext("Cost"), gettext("Carried over"),
        ),
        [_year_row(year) for year in shown.years],
    )  # fmt: skip


def _due(figures: Figures) -> float:
    return figures.due + figures.due_again


def _cost(figures: Figures) -> float:
    return float(figures.cost)


def _year_row(year: Year) -> tuple[str, ...]:
    total = year.total
    return (
        str(year.year),
        number(total.due),
        number(total.due_again),
        number(total.unknown_age),
        number(total.bought),
        euro(total.cost),
        number(total.carried_over),
    )


def _series(shown: Shown, amount: Callable[[Figures], float]) -> tuple[Line, ...]:
    """The largest kinds each, the others together; at most six, none that is always zero."""
    columns = [
        Counter({kind: amount(figures) for kind, figures in year.by_kind.items()})
        for year in shown.years
    ]
    whole = sum(columns, Counter())
    large = [kind for kind, _ in whole.most_common(SHOWN_KINDS)]
    names = {kind.code: kind_name(kind) for kind in shown.kinds}
    lines = [Line(names[kind], tuple(column[kind] for column in columns)) for kind in large]
    rest = tuple(
        sum(value for kind, value in column.items() if kind not in large) for column in columns
    )
    return (*lines, Line(gettext("other kinds"), rest)) if any(rest) else tuple(lines)


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


def outlooks(shown: Shown) -> list[Figure]:
    """The device ratios on each 1 September, of the indicators that have a value here."""
    return [
        _outlook(shown, definition)
        for definition in definitions()
        if any(
            outlook.registered is not None
            for year in shown.years
            if (outlook := year.indicators.get(definition.code))
        )
    ]


def _outlook(shown: Shown, definition: Definition) -> Figure:
    found = [year.indicators[definition.code] for year in shown.years]
    targets = [_target(definition, year.year) for year in shown.years]
    lines = [
        Line(str(name), tuple(_float(value) for value in values))
        for name, values in zip(_LINES, zip(*map(_three, found), strict=True), strict=True)
    ]
    data = OutlookLines(
        tuple(year.year for year in shown.years),
        (lines[0], lines[1], lines[2]),
        Line(gettext("target"), tuple(_float(target) for target in targets)),
        lambda value: number(value, 1),
    )
    name = definition.name_en if language() == "en" else definition.name_lv
    title = f"{definition.code}. {name}"
    desc = gettext("The ratio on 1 September of each year; less is better.")
    return Figure(
        title,
        responsive_svg(lambda size: outlook_chart(data, size), title, desc),
        (gettext("1 September"), *map(str, _LINES), gettext("target")),
        [
            (day(date(year.year, 9, 1)), *(number(value, 1) for value in _three(outlook)), number(target, 1))
            for year, outlook, target in zip(shown.years, found, targets, strict=True)
        ],
        note=gettext("The table has the values beyond the chart.") if leaves_the_plot(data) else "",
    )  # fmt: skip


def _three(outlook: Outlook) -> tuple[Fraction | None, ...]:
    return outlook.registered, outlook.in_life_with_plan, outlook.in_life_without_purchases


def _target(definition: Definition, year: int) -> Fraction | None:
    """The target of the newest school year that has begun by 1 September of `year`."""
    begun = [target.value for name, target in definition.targets if int(name[:4]) <= year]
    return Fraction(begun[-1]) if begun else None


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)

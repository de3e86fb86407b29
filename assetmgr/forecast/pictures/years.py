"""What falls due and what it costs, year by year."""

from collections import Counter
from collections.abc import Callable
from typing import Final

from flask_babel import gettext

from assetmgr.forecast.pictures.shown import Shown
from assetmgr.forecast.policy.results import Figures, Year
from assetmgr.web.charts import Line, Stacks, responsive_svg, stacked_chart
from assetmgr.web.figures import Figure, Stat, euro, number
from assetmgr.web.words import kind_name

SHOWN_KINDS: Final = 5


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
        Stat(
            gettext("Cost of %(year)s", year=first), euro(totals[0].cost), gettext("VAT included")
        ),
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
        lead=gettext("%(year)s with what fell due before", year=shown.years[0].year),
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

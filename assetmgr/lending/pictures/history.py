"""How many devices were lent at the end of each month, by kind."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from flask_babel import gettext

from assetmgr.lending.queries.figures import KindLent
from assetmgr.web import formats
from assetmgr.web.charts import Line, Stacks, responsive_svg, stacked_chart
from assetmgr.web.figures import Figure, day, number
from assetmgr.web.words import kind_name

MONTHS: Final = 12
_NAMED: Final = 4


def month_ends(today: date) -> tuple[date, ...]:
    """The last days of the eleven months before, and today."""
    first, ends = today.replace(day=1), [today]
    for _ in range(MONTHS - 1):
        last = first - timedelta(days=1)
        ends.append(last)
        first = last.replace(day=1)
    return tuple(reversed(ends))


def by_month(days: Sequence[date], kinds: Sequence[KindLent]) -> Figure | None:
    """The counts as stacked bars; None where nothing was lent on any of the days."""
    if not any(count for kind in kinds for count in kind.counts):
        return None
    series = _series(kinds)
    title = gettext("Lent devices by month")
    desc = gettext("How many devices of each kind were lent at the end of each month.")
    language = formats.language()
    data = Stacks(tuple(formats.month_text(one, language) for one in days), series, number)
    return Figure(
        title,
        responsive_svg(lambda size: stacked_chart(data, size), title, desc),
        (gettext("Day"), *(line.name for line in series), gettext("Together")),
        [_row(place, one, series) for place, one in reversed(list(enumerate(days)))],
        lead=gettext("At the end of each month, today in the last one; without assistive devices"),
    )


def _series(kinds: Sequence[KindLent]) -> tuple[Line, ...]:
    """The most lent kinds by name, the rest as one."""
    named = [Line(kind_name(kind), tuple(kind.counts)) for kind in kinds[:_NAMED]]
    rest = kinds[_NAMED:]
    if rest:
        sums = (sum(counts) for counts in zip(*(kind.counts for kind in rest), strict=True))
        named.append(Line(gettext("others"), tuple(sums)))
    return tuple(named)


def _row(place: int, one: date, series: Sequence[Line]) -> tuple[str, ...]:
    counts = [int(line.values[place] or 0) for line in series]
    return (day(one), *(number(count) for count in counts), number(sum(counts)))

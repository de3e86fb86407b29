"""Unused devices by how long they are unused."""

from collections.abc import Sequence
from typing import Final

from flask_babel import gettext

from assetmgr.lending.queries.unused import Unused
from assetmgr.web.charts import Bars, Row, bar_chart, responsive_svg
from assetmgr.web.figures import Figure, number

_BOUNDS: Final = (1, 4, 6, 8, 12, 16, 24)
"""Where the bands of school weeks begin."""


def by_weeks(found: Sequence[Unused]) -> Figure | None:
    """How many there are in each band of weeks; None where there is none at all."""
    if not found:
        return None
    bands = list(zip(_BOUNDS, (*_BOUNDS[1:], None), strict=True))
    counts = [
        sum(first <= one.weeks and (end is None or one.weeks < end) for one in found)
        for first, end in bands
    ]
    told = [
        (_name(*band), count)
        for band, count in zip(bands, counts, strict=True)
        if count or _shortest(found) <= band[0] <= _longest(found)
    ]
    title = gettext("Unused lent devices by school weeks")
    bars = Bars(tuple(Row(name, count) for name, count in told), number, "")
    return Figure(
        title,
        responsive_svg(
            lambda size: bar_chart(bars, size),
            title,
            gettext("How many lent devices were not used, by the number of school weeks."),
        ),
        (gettext("School weeks"), gettext("Devices")),
        [(name, number(count)) for name, count in told],
        lead=gettext("Holidays and days of which nothing is known are not counted"),
    )


def _shortest(found: Sequence[Unused]) -> int:
    return min(one.weeks for one in found)


def _longest(found: Sequence[Unused]) -> int:
    return max(one.weeks for one in found)


def _name(first: int, end: int | None) -> str:
    if end is None:
        return str(gettext("%(first)s weeks or more", first=first))
    return str(gettext("%(first)s–%(last)s weeks", first=first, last=end - 1))

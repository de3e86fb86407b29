"""Stated needs for people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext

from assetmgr.indicators.policy.needs import NeedRow, totals
from assetmgr.institutions.codes import Audience
from assetmgr.web.charts import Bars, Row, bar_chart, responsive_svg
from assetmgr.web.figures import Figure, number
from assetmgr.web.words import word

KINDS: Final = ("desktop", "laptop", "tablet")
COLUMNS: Final = tuple((audience, kind) for audience in Audience for kind in KINDS)


@dataclass(frozen=True, slots=True)
class NeedLine:
    """An institution: what is left of its needs (of how many), by the columns; '' not asked."""

    code: str
    name: str
    cells: tuple[str, ...]
    own: bool


def figure(rows: Sequence[NeedRow], kinds: Mapping[str, str]) -> Figure:
    """What is left of the stated needs, all institutions together; the mark is what was stated."""
    found = totals(rows)
    labels = [
        (f"{kinds[kind]}, {word(Audience(audience))}", found[audience, kind])
        for audience, kind in sorted(found, key=_place)
    ]
    bars = Bars(
        tuple(Row(label, left, stated) for label, (stated, _, left) in labels),
        number,
        gettext("no data"),
        gettext("stated"),
    )
    title = gettext("Stated needs that are left")
    desc = gettext("A bar for each kind; the amber mark is what was stated.")
    return Figure(
        title,
        responsive_svg(lambda size: bar_chart(bars, size), title, desc),
        (gettext("Kind"), gettext("Stated"), gettext("Arrived since"), gettext("Left")),
        [(label, *(number(count) for count in counts)) for label, counts in labels],
    )


def _place(key: tuple[str, str]) -> tuple[int, str]:
    audience, kind = key
    return (list(Audience).index(Audience(audience)), kind)


def lines(rows: Sequence[NeedRow], names: Mapping[str, str], own: str | None) -> list[NeedLine]:
    """The institutions that stated a need, in the order of `names`, which says who is shown."""
    cells: defaultdict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for row in rows:
        need = row.need
        if need.count:
            text = f"{number(row.left)} / {number(need.count)}"
            cells[need.institution][need.audience, need.kind] = text
    return [
        NeedLine(
            code,
            name,
            tuple(cells[code].get((audience.value, kind), "") for audience, kind in COLUMNS),
            code == own,
        )
        for code, name in names.items()
        if code in cells
    ]

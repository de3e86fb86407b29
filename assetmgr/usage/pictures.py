"""The weekly report as charts, figures and tables for people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from assetmgr.spreadsheet.write import Value
from assetmgr.usage.policy import TO_SUNDAY, Activity, Span, Week, span_of
from assetmgr.web import formats
from assetmgr.web.charts import (
    Bars,
    Line,
    Row,
    WeekLines,
    bar_chart,
    line_chart,
    responsive_svg,
)
from assetmgr.web.download import Sheet
from assetmgr.web.figures import Figure, Stat, day, number, percent


def stats(weeks: Sequence[Week]) -> tuple[Stat, ...]:
    """Mean, highest week, and how things stood on the last Sunday."""
    span = span_of((week.monday, week.total) for week in weeks)
    last, sunday = weeks[-1].total, weeks[-1].monday + TO_SUNDAY
    share = percent(span.together.percent)
    return (
        Stat(
            gettext("Mean in a week"),
            number(span.mean),
            gettext("%(share)s of the fleet", share=share) if span.weeks else gettext("no data"),
        ),
        Stat(
            gettext("Highest week"),
            number(span.highest_active if span.highest else None),
            gettext("from %(day)s", day=day(span.highest)) if span.highest else "",
        ),
        Stat(gettext("Fleet"), number(last.fleet), gettext("on %(day)s", day=day(sunday))),
        Stat(gettext("Known"), number(last.known), gettext("of them, in the last week")),
    )


def by_week(weeks: Sequence[Week]) -> Figure:
    """Active Chromebooks by week against the fleet; an unknown week is hatched."""
    title = gettext("Active Chromebooks by week")
    desc = gettext("Active Chromebooks in each week, and all of them in grey.")
    data = _lines(weeks)
    head = (
        gettext("Week"), gettext("Fleet"), gettext("Known"), gettext("Active"),
        gettext("Active, %"),
    )  # fmt: skip
    return Figure(
        title,
        responsive_svg(lambda size: line_chart(data, size), title, desc),
        head,
        [_row(week) for week in reversed(weeks)],
    )


def _row(week: Week) -> tuple[str, ...]:
    total = week.total
    return (
        f"{week.name} ({day(week.monday)})",
        number(total.fleet),
        number(total.known),
        number(_active(total)),
        percent(total.percent),
    )


def _active(activity: Activity) -> int | None:
    return activity.active if activity.known else None


def _lines(weeks: Sequence[Week]) -> WeekLines:
    language = formats.language()
    totals = [week.total for week in weeks]
    return WeekLines(
        weeks=tuple(week.monday for week in weeks),
        value=Line(gettext("active"), tuple(_active(total) for total in totals)),
        context=Line(gettext("fleet"), tuple(total.fleet for total in totals)),
        number=number,
        month=lambda monday: formats.month_text(monday, language),
        unknown=gettext("no data"),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """An institution over the span; `last` is its last week."""

    name: str
    span: Span
    last: Activity


def by_institution(weeks: Sequence[Week], names: Mapping[str, str]) -> Figure | None:
    """The mean share of active ones by institution, most active first; None for less than two."""
    found = {code for week in weeks for code in week.by_institution}
    places = [_place(code, name, weeks) for code, name in names.items() if code in found]
    if len(places) < 2:
        return None
    places.sort(key=lambda place: -(place.span.together.percent or -1))
    title = gettext("Share of active Chromebooks by institution")
    desc = gettext("The share of Chromebooks that are active in a week, by institution.")
    rows = tuple(Row(place.name, _share(place)) for place in places)
    bars = Bars(rows, percent, gettext("no data"))
    head = (
        gettext("Institution"), gettext("Fleet"), gettext("Mean in a week"),
        gettext("Active, %"), gettext("Highest week"),
    )  # fmt: skip
    return Figure(
        title,
        responsive_svg(lambda size: bar_chart(bars, size), title, desc),
        head,
        [_place_row(place) for place in places],
        lead=gettext("Mean of the weeks shown"),
    )


def _place(code: str, name: str, weeks: Sequence[Week]) -> _Place:
    rows = [(week.monday, week.by_institution.get(code, Activity())) for week in weeks]
    return _Place(name, span_of(rows), rows[-1][1])


def _place_row(place: _Place) -> tuple[str, ...]:
    span = place.span
    return (
        place.name,
        number(place.last.fleet),
        number(span.mean),
        percent(span.together.percent),
        number(span.highest_active if span.highest else None),
    )


def _share(place: _Place) -> float | None:
    share = place.span.together.percent
    return None if share is None else float(share)


def sheet(weeks: Sequence[Week], names: Mapping[str, str]) -> Sheet:
    """Every week and institution as a table to keep."""
    head = (
        gettext("Week"), gettext("Monday"), gettext("Institution"), gettext("Fleet"),
        gettext("Known"), gettext("Active"), gettext("Active, %"),
    )  # fmt: skip
    return Sheet(
        "chromebook-usage",
        head,
        [
            (week.name, week.monday, names[code], *_values(activity))
            for week in weeks
            for code, activity in week.by_institution.items()
        ],
    )


def _values(activity: Activity) -> tuple[Value, ...]:
    return activity.fleet, activity.known, _active(activity), activity.percent

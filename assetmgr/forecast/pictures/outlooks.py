"""The device ratios on each 1 September."""

from datetime import date
from fractions import Fraction
from typing import Final

from flask_babel import gettext, lazy_gettext

from assetmgr.forecast.outlook_chart import OutlookLines, leaves_the_plot, outlook_chart
from assetmgr.forecast.pictures.shown import Shown
from assetmgr.forecast.policy.results import Outlook
from assetmgr.indicators.policy.definitions import Definition, definitions
from assetmgr.web.charts import Line, responsive_svg
from assetmgr.web.figures import Figure, day, number
from assetmgr.web.formats import language

_LINES: Final = (
    lazy_gettext("on the register"),
    lazy_gettext("within life, with the plan"),
    lazy_gettext("within life, without purchases"),
)


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
            _row(year.year, (*_three(outlook), target))
            for year, outlook, target in zip(shown.years, found, targets, strict=True)
        ],
        note=gettext("The table has the values beyond the chart.") if leaves_the_plot(data) else "",
    )  # fmt: skip


def _row(year: int, values: tuple[Fraction | None, ...]) -> tuple[str, ...]:
    return day(date(year, 9, 1)), *(number(value, 1) for value in values)


def _three(outlook: Outlook) -> tuple[Fraction | None, ...]:
    return outlook.registered, outlook.in_life_with_plan, outlook.in_life_without_purchases


def _target(definition: Definition, year: int) -> Fraction | None:
    """The target of the newest school year that has begun by 1 September of `year`."""
    begun = [target.value for name, target in definition.targets if int(name[:4]) <= year]
    return Fraction(begun[-1]) if begun else None


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)

"""Days of use by week as a chart and as the figures behind it."""

from assetmgr.devices.queries.activity import WeekOfUse
from assetmgr.web import formats
from assetmgr.web.charts import Line, WeekLines


def use_by_week(weeks: tuple[WeekOfUse, ...], name: str, unknown: str) -> WeekLines:
    """The chart's series; `name` says what is drawn, `unknown` stands on weeks not known."""
    language = formats.language()
    return WeekLines(
        weeks=tuple(week.monday for week in weeks),
        value=Line(name, tuple(week.days for week in weeks)),
        number=lambda value: formats.number(value, language),
        month=lambda day: formats.month_text(day, language),
        unknown=unknown,
    )

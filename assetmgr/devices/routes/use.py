"""The use of a Chromebook by week: the picture and the figures behind it."""

from dataclasses import dataclass
from typing import Final

from flask_babel import gettext
from markupsafe import Markup

from assetmgr.devices.queries import DeviceCard, weeks_of_use
from assetmgr.extensions import db
from assetmgr.web import formats
from assetmgr.web.charts import Line, WeekLines, line_chart, responsive_svg
from assetmgr.web.clock import today

WEEKS: Final = 26
CHROMEBOOK: Final = "chromebook"


@dataclass(frozen=True, slots=True)
class UseTold:
    """The chart, and its figures as (week, days) texts."""

    picture: Markup
    rows: list[tuple[str, str]]


def use_told(card: DeviceCard) -> UseTold | None:
    """The last half year's days of use by week; None where nothing of them is known."""
    if card.kind_code != CHROMEBOOK:
        return None
    weeks = weeks_of_use(db.session(), card.id, today(), WEEKS)
    if all(week.days is None for week in weeks):
        return None
    language = formats.language()
    data = WeekLines(
        weeks=tuple(week.monday for week in weeks),
        value=Line(gettext("days"), tuple(week.days for week in weeks)),
        number=lambda value: formats.number(value, language),
        month=lambda day: formats.month_text(day, language),
        unknown=gettext("not known"),
    )
    title = gettext("Days of use by week")
    return UseTold(
        responsive_svg(lambda size: line_chart(data, size), title, card.tag),
        [
            (formats.date_text(week.monday, language), formats.number(week.days, language))
            for week in weeks
        ],
    )

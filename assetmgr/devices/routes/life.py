"""How old a device is, what is left of its life, and the picture of both."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, ngettext
from markupsafe import Markup

from assetmgr.devices.pictures import LifeSpan, life_chart
from assetmgr.devices.pictures.life import Moment
from assetmgr.devices.policy.life import ends_on, is_in_life, last_of_month
from assetmgr.devices.queries import DeviceCard
from assetmgr.web import formats
from assetmgr.web.charts import responsive_svg


@dataclass(frozen=True, slots=True)
class LifeTold:
    """Age and rest in words, and the picture of both."""

    age: str
    rest: str
    picture: Markup


def life_told(card: DeviceCard, today: date) -> LifeTold | None:
    """The life of a device on a day; None where nobody knows when it was acquired."""
    if card.acquired_on is None:
        return None
    end = ends_on(card.acquired_on, card.life_years, card.aue)
    rest = (
        gettext("%(time)s of its useful life left", time=_span(today, end))
        if is_in_life(today, card.acquired_on, card.life_years, card.aue)
        else gettext("past its useful life by %(time)s", time=_span(end, today))
    )
    age = _span(card.acquired_on, today)
    title = gettext("Life of %(tag)s", tag=card.tag)
    span = _life_span(card, card.acquired_on, end, today)
    picture = responsive_svg(lambda size: life_chart(span, size), title, f"{age}; {rest}")
    return LifeTold(age, rest, picture)


def _life_span(card: DeviceCard, acquired_on: date, end: date, today: date) -> LifeSpan:
    named = [(acquired_on, gettext("acquired"), False), (end, gettext("end of life"), True)]
    if card.aue:
        named.append((last_of_month(card.aue), gettext("AUE"), True))
    if card.warranty_until:
        named.append((card.warranty_until, gettext("warranty"), False))
    moments = (Moment(day, f"{label} {_month(day)}", is_end) for day, label, is_end in named)
    return LifeSpan(acquired_on, end, today, gettext("today"), tuple(moments))


def _month(day: date) -> str:
    return f"{formats.month_text(day, formats.language())} {day.year}"


def _span(start: date, end: date) -> str:
    """The whole years and months from one day to a later one."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    years, rest = divmod(max(months, 0), 12)
    parts = [ngettext("%(num)s year", "%(num)s years", years)] if years else []
    parts += [ngettext("%(num)s month", "%(num)s months", rest)] if rest or not years else []
    return " ".join(parts)

"""Dates, numbers and money as people read them.

Every function is pure and takes the language, `lv` or `en`; None gives '–' (not known, or does
not apply). Rounding is half up, as the published figures are. `register` makes them Jinja filters
of the language of the request.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from flask_babel import get_locale

from assetmgr.i18n.alphabet import latvian_key
from assetmgr.riga import RIGA

NOTHING = "–"
NO_BREAK = "\u00a0"
NARROW = "\u202f"
MINUS = "\u2212"
Number = int | float | Decimal

_MONTHS = {
    "lv": "janv. febr. marts apr. maijs jūn. jūl. aug. sept. okt. nov. dec.",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}


def date_text(day: date | None, locale: str) -> str:
    """22.11.2026. in Latvian, 22 Nov 2026 in English; of a moment its day in Riga."""
    if day is None:
        return NOTHING
    if isinstance(day, datetime):
        day = _local(day, RIGA)
    if locale == "lv":
        return f"{day.day:02}.{day.month:02}.{day.year}."
    return f"{day.day}{NO_BREAK}{month_text(day, locale)}{NO_BREAK}{day.year}"


def datetime_text(moment: datetime | None, locale: str, zone: ZoneInfo = RIGA) -> str:
    """The date and the time of day in `zone`; a naive moment raises ValueError."""
    if moment is None:
        return NOTHING
    local = _local(moment, zone)
    return f"{date_text(local.date(), locale)}{NO_BREAK}{local:%H:%M}"


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return moment.astimezone(zone)


def month_text(day: date, locale: str) -> str:
    """The month's short name: nov. / Nov."""
    return _MONTHS[locale].split()[day.month - 1]


def number(value: Number | None, locale: str, decimals: int = 0) -> str:
    """1 234,5: grouped by thousands, rounded half up to `decimals` places."""
    if value is None:
        return NOTHING
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    sign = MINUS if exact < 0 else ""
    digits = f"{abs(exact):,f}"
    if locale == "lv":
        digits = digits.replace(",", NARROW).replace(".", ",")
    return sign + digits


def ratio(value: Number | None, locale: str, decimals: int = 1) -> str:
    """A ratio such as pupils per laptop, with all its decimals: 2,70."""
    return number(value, locale, decimals)


def percent(share: Number | None, locale: str, decimals: int = 0) -> str:
    """A share from 0 to 1 as 82 % (Latvian) or 82% (English)."""
    if share is None:
        return NOTHING
    space = NO_BREAK if locale == "lv" else ""
    return f"{number(Decimal(str(share)) * 100, locale, decimals)}{space}%"


def euro(value: Number | None, locale: str, decimals: int = 0) -> str:
    """1 234 € in both languages: the sign stands after the number."""
    return NOTHING if value is None else f"{number(value, locale, decimals)}{NO_BREAK}€"


def language() -> str:
    """The language of the request: `lv` unless it is English."""
    return "en" if str(get_locale()).startswith("en") else "lv"


def register(app: Flask) -> None:
    """Make the formats filters of the app's templates, and `language()` callable in them."""
    for text in (date_text, datetime_text, month_text, number, ratio, percent, euro):
        app.add_template_filter(_in_language(text), text.__name__)
    app.add_template_filter(_sorted_in_latvian, "latvian_sort")
    app.add_template_global(language, "language")


def _in_language(text: Callable[..., str]) -> Callable[..., str]:
    def filter_(value: Any, *options: Any, **named: Any) -> str:
        return text(value, language(), *options, **named)

    return filter_


def _sorted_in_latvian(texts: list[str]) -> list[str]:
    return sorted(texts, key=latvian_key)

"""Figures of a page as people read them, in the language of the request.

Exact fractions come in, texts go out; None is '–' (not known, or does not apply).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from assetmgr.web import formats

Exact = Fraction | Decimal | int | float


@dataclass(frozen=True, slots=True)
class Stat:
    """One big figure (components/figures.html)."""

    label: str
    value: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with the table behind it (components/figures.html, chart_figure)."""

    title: str
    svg: Markup
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    lead: str = ""
    note: str = ""


def number(value: Exact | None, decimals: int = 0) -> str:
    """1 234,5."""
    return formats.number(_decimal(value), formats.language(), decimals)


def short(value: Exact | None, decimals: int = 1) -> str:
    """As `number`, but a whole number without decimals."""
    whole = value is None or value == int(value)
    return number(value, 0 if whole else decimals)


def percent(value: Exact | None, decimals: int = 0) -> str:
    """82 % of the percentage 82."""
    share = None if value is None else Fraction(value) / 100
    return formats.percent(_decimal(share), formats.language(), decimals)


def euro(value: Exact | None) -> str:
    """1 234 €."""
    return formats.euro(_decimal(value), formats.language())


def day(value: date | None) -> str:
    """22.11.2026."""
    return formats.date_text(value, formats.language())


def _decimal(value: Exact | None) -> Decimal | int | None:
    """To 28 digits, so that half up rounds what is exactly a half."""
    if value is None or isinstance(value, (int, Decimal)):
        return value
    exact = Fraction(value)
    return Decimal(exact.numerator) / Decimal(exact.denominator)

"""Latvian personal codes (RUMIS.md, 'Personal code')."""

from datetime import date
from typing import Final

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_

DIGITS: Final = 11
_DATE_DIGITS: Final = 6
_WEIGHTS: Final = (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CENTURIES: Final = {"0": 1800, "1": 1900, "2": 2000}
MASK: Final = "••••••-•••••"


def bare_code(text: str) -> str:
    """The eleven digits of a personal code, whether written with its hyphen or without.

    Raises:
        Refused: it has another number of digits, or something else in it.
    """
    digits = "".join(text.replace("-", "").split())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdecimal()):
        raise Refused(N_("A personal code has 11 digits, as 010105-12345."), field="personal_code")
    return digits


def written(digits: str) -> str:
    """A personal code as people write it: 010105-12345."""
    return f"{digits[:_DATE_DIGITS]}-{digits[_DATE_DIGITS:]}"


def has_check_digit(digits: str) -> bool:
    """Whether the last digit follows from the others; codes given since 2017-07 need not pass."""
    weighted = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return (1101 - weighted) % 11 == int(digits[-1])


def birth_date(digits: str) -> date | None:
    """The day of birth that a code of the old form tells; None for one of the new form."""
    century = _CENTURIES.get(digits[6])
    if century is None:
        return None
    try:
        return date(century + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None

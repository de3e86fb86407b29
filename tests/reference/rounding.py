"""Comparing a computed value with a figure as it was printed."""

from decimal import Decimal
from fractions import Fraction
from math import floor

NOT_GIVEN = frozenset({"n/a", "n/d", "-"})
"""How the source prints that a figure does not apply, was not told or was not stated."""


def printed_decimals(printed: str) -> int:
    """The number of digits after the point of a printed figure."""
    return len(printed.partition(".")[2])


def half_up(value: Fraction, decimals: int) -> Decimal:
    """A value that is not negative, rounded half up, exactly."""
    return Decimal(floor(value * 10**decimals + Fraction(1, 2))).scaleb(-decimals)


def agrees(value: Fraction | str | None, printed: str) -> bool:
    """Whether a computed value prints as printed; None is n/a, a text must be the same text."""
    if printed in NOT_GIVEN or value is None:
        return printed in NOT_GIVEN and value is None
    if isinstance(value, str):
        return value == printed
    return half_up(value, printed_decimals(printed)) == Decimal(printed)

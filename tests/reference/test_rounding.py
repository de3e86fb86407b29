"""Printed figures are compared at their printed precision."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference.rounding import agrees, half_up


@given(st.fractions(min_value=0, max_value=10_000), st.integers(0, 3))
def test_a_rounded_value_is_never_further_than_half_a_unit(value: Fraction, decimals: int) -> None:
    off = Fraction(half_up(value, decimals)) - value
    half = Fraction(1, 2 * 10**decimals)
    assert -half < off <= half


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Fraction(7952, 2951), "2.7"),
        (Fraction(231, 40), "5.78"),
        (Fraction("37.836") / 6, "6.31"),
        (Fraction(0), "0"),
        (None, "n/a"),
        (None, "-"),
        ("<=2.5", "<=2.5"),
    ],
)
def test_a_value_agrees_with_how_it_is_printed(value: Fraction | str | None, printed: str) -> None:
    assert agrees(value, printed)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Fraction(7952, 2951), "2.6"),
        (Fraction(269, 100), "2.6"),
        (Fraction(0), "n/a"),
        (None, "0"),
        ("<=2.5", "<=2"),
    ],
)
def test_truncation_and_missing_values_do_not_agree(
    value: Fraction | str | None, printed: str
) -> None:
    assert not agrees(value, printed)


def test_a_half_goes_up() -> None:
    assert half_up(Fraction(5, 2), 0) == Decimal(3)

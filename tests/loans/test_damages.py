"""The residual value: a straight line, exact to the cent, never more than the limit."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmgr.loans.policy.damages import Worth, worth

BOUGHT = date(2022, 9, 1)
ENDS = date(2028, 9, 1)
euros = st.decimals(min_value=0, max_value=99_999_999, places=2)
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2080, 1, 1))


def of(price: str, on: date, limit: str | None = None) -> Worth:
    return worth(Decimal(price), BOUGHT, ENDS, on, Decimal(limit) if limit else None)


@pytest.mark.parametrize(
    ("on", "left"),
    [
        (BOUGHT, "600.00"),
        (BOUGHT - timedelta(days=40), "600.00"),
        (date(2025, 9, 1), "300.00"),  # 1096 of 2192 days
        (ENDS - timedelta(days=1), "0.27"),
        (ENDS, "0.00"),
        (date(2040, 1, 1), "0.00"),
    ],
)
def test_the_value_falls_day_by_day_from_the_price_to_nothing(on: date, left: str) -> None:
    assert of("600.00", on).residual_eur == Decimal(left)


def test_the_terms_limit_caps_the_proposal_and_says_so() -> None:
    capped, free = of("600.00", date(2025, 9, 1), "150.00"), of("600.00", BOUGHT, "900.00")
    assert (capped.proposed_eur, capped.is_limited) == (Decimal("150.00"), True)
    assert (free.proposed_eur, free.is_limited) == (Decimal("600.00"), False)


def test_a_limit_of_nothing_leaves_nothing_to_ask_for() -> None:
    assert of("600.00", BOUGHT, "0.00").proposed_eur == 0


def test_a_life_that_ended_before_it_began_leaves_nothing() -> None:
    assert worth(Decimal("9.99"), ENDS, BOUGHT, BOUGHT, None).residual_eur == Decimal("0.00")


@given(euros, days, st.integers(1, 7000), days, st.none() | euros)
def test_it_is_the_exact_share_rounded_half_up_to_the_cent(
    price: Decimal, bought: date, life: int, on: date, limit: Decimal | None
) -> None:
    found = worth(price, bought, bought + timedelta(days=life), on, limit)
    share = Fraction(min(life, max(0, (bought + timedelta(days=life) - on).days)), life)
    exact = Fraction(price) * share * 100
    assert found.residual_eur * 100 == (exact + Fraction(1, 2)).__floor__()
    assert found.residual_eur == found.residual_eur.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert 0 <= found.proposed_eur <= found.residual_eur <= price
    assert limit is None or found.proposed_eur <= limit


@given(euros, st.integers(1, 4000), days, st.integers(0, 500))
def test_it_never_rises_with_time(price: Decimal, life: int, on: date, later: int) -> None:
    ends = BOUGHT + timedelta(days=life)
    early = worth(price, BOUGHT, ends, on, None).residual_eur
    late = worth(price, BOUGHT, ends, on + timedelta(days=later), None).residual_eur
    assert late <= early

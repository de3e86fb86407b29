"""DOMAIN, rule 8: a short sweep stops the run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.faults import ShortSweep
from sync.guard import check_sweep


def test_the_first_sweep_has_nothing_to_be_short_of() -> None:
    check_sweep(0, None)


def test_a_drop_of_exactly_the_share_passes() -> None:
    check_sweep(80, 100)
    check_sweep(71, 100, max_drop_share=0.29)


def test_a_drop_of_one_more_is_refused_with_both_numbers() -> None:
    with pytest.raises(ShortSweep, match="79 of 100") as raised:
        check_sweep(79, 100)
    assert (raised.value.seen, raised.value.expected) == (79, 100)
    assert "nothing was changed" in str(raised.value)


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 100))
def test_it_agrees_with_whole_percent(seen: int, last: int, percent: int) -> None:
    short = (last - seen) * 100 > percent * last
    try:
        check_sweep(seen, last, percent / 100)
    except ShortSweep:
        assert short
    else:
        assert not short

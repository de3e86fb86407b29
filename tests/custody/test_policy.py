"""From marks to verdicts, and from verdicts to proposals."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmgr.custody.codes import Verdict
from assetmgr.custody.policy.proposing import Day, Drift, drift, swaps, window
from assetmgr.custody.policy.verdicts import Compared, Lent, Used, compared

DAY = date(2024, 9, 20)
LONG_AGO = date(2024, 9, 2)
YES, NO, UNKNOWN = Day(Verdict.YES), Day(Verdict.NO), Day(Verdict.UNKNOWN)


def lent(device: int, holder: bytes | None, place: int = 1, issued: date = LONG_AGO) -> Lent:
    return Lent(device, place, device * 10, issued, holder)


def told(loans: Sequence[Lent], used: dict[int, Used]) -> dict[int, tuple[str, int | None]]:
    return {
        one.lent.device_id: (one.verdict.value, one.other_device_id)
        for one in compared(loans, used, DAY)
    }


def test_the_borrower_uses_it_or_somebody_else_does() -> None:
    used = {1: Used(b"a", DAY), 2: Used(b"x", DAY)}
    assert told([lent(1, b"a"), lent(2, b"b")], used) == {1: ("yes", None), 2: ("no", None)}


def test_of_another_borrower_the_device_is_told() -> None:
    used = {1: Used(b"b", DAY), 2: Used(b"a", DAY)}
    assert told([lent(1, b"a"), lent(2, b"b")], used) == {1: ("no", 2), 2: ("no", 1)}


def test_a_borrower_of_another_institution_is_somebody_else() -> None:
    used = {1: Used(b"b", DAY)}
    assert told([lent(1, b"a"), lent(2, b"b", place=2)], used)[1] == ("no", None)


def test_of_several_devices_of_the_other_the_swapped_one_is_told() -> None:
    loans = [lent(1, b"a"), lent(2, b"b"), lent(3, b"b")]
    used = {1: Used(b"b", DAY), 2: Used(b"b", DAY), 3: Used(b"a", DAY)}
    assert told(loans, used)[1] == ("no", 3)
    assert told(loans, {1: Used(b"b", DAY)})[1] == ("no", 2)


@pytest.mark.parametrize(
    ("holder", "used"),
    [
        (b"a", None),
        (b"a", Used(None, DAY)),
        (b"a", Used(b"b", None)),
        (None, Used(b"b", DAY)),
        (b"a", Used(b"b", DAY - timedelta(days=4))),
        (b"a", Used(b"b", LONG_AGO)),
    ],
    ids=["not seen", "guest", "never used", "no address", "not used lately", "used before"],
)
def test_what_cannot_be_known_is_unknown(holder: bytes | None, used: Used | None) -> None:
    told_of = {1: used} if used else {}
    assert told([lent(1, holder)], told_of) == {1: ("unknown", None)}


def test_a_weekend_without_use_is_bridged() -> None:
    friday = Used(b"a", DAY - timedelta(days=3))
    assert told([lent(1, b"a")], {1: friday}) == {1: ("yes", None)}


def test_nothing_is_said_of_days_before_the_loan() -> None:
    tomorrow = lent(1, b"a", issued=DAY + timedelta(days=1))
    assert told([tomorrow], {1: Used(b"b", DAY)}) == {}
    assert told([lent(1, b"a", issued=DAY)], {1: Used(b"b", DAY)}) == {1: ("unknown", None)}


MARKS = st.sampled_from([b"a", b"b", b"c", None])


@given(
    st.lists(st.tuples(MARKS, st.integers(1, 2)), max_size=6),
    st.dictionaries(st.integers(1, 6), MARKS),
)
def test_a_yes_is_the_borrower_and_another_device_is_lent_there(
    holders: list[tuple[bytes | None, int]], users: dict[int, bytes | None]
) -> None:
    loans = [lent(n, mark, place) for n, (mark, place) in enumerate(holders, start=1)]
    by_device = {one.device_id: one for one in loans}
    found: list[Compared] = list(
        compared(loans, {key: Used(mark, DAY) for key, mark in users.items()}, DAY)
    )
    assert len(found) == len(loans)
    for one in found:
        user = users.get(one.lent.device_id)
        assert (one.verdict is Verdict.YES) == (user is not None and user == one.lent.holder)
        if one.other_device_id is not None:
            other = by_device[one.other_device_id]
            assert (other.holder, other.institution_id) == (user, one.lent.institution_id)
            assert other is not one.lent


def test_two_weeks_are_looked_at_and_yesterday_is_the_last_day() -> None:
    assert window(date(2024, 9, 21)) == (date(2024, 9, 7), date(2024, 9, 20))


def test_ten_days_of_no_and_none_of_yes_are_enough() -> None:
    assert drift(1, 2, [NO] * 10 + [UNKNOWN] * 4) == Drift(1, 2, None)
    assert drift(1, 2, [NO] * 9 + [UNKNOWN] * 5) is None
    assert drift(1, 2, [NO] * 13 + [YES]) is None


def test_the_other_device_is_told_where_every_no_names_the_same() -> None:
    swapped, elsewhere = Day(Verdict.NO, 7), Day(Verdict.NO, 8)
    assert drift(1, 2, [swapped] * 10) == Drift(1, 2, 7)
    assert drift(1, 2, [swapped] * 9 + [elsewhere]) == Drift(1, 2, None)
    assert drift(1, 2, [swapped] * 9 + [NO]) == Drift(1, 2, None)


def test_a_swap_needs_both_to_say_so() -> None:
    one, other = Drift(10, 1, 2), Drift(20, 2, 1)
    third = Drift(30, 3, 1)
    assert swaps([other, third, one]) == [(third, None), (one, other)]
    assert swaps([one]) == [(one, None)]

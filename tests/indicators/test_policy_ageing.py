from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assetmgr.indicators.policy.ageing import Ageing, ageing
from assetmgr.indicators.policy.rows import AgeGroup

ON = date(2024, 9, 1)
DESKTOPS = frozenset({"desktop"})


def desktops(acquired_on: date | None, count: int = 1, purpose: str = "teachers") -> AgeGroup:
    return AgeGroup("school", "desktop", purpose, acquired_on, count)


def of(*groups: AgeGroup, purposes: frozenset[str] | None = None) -> Ageing:
    return ageing(groups, ON, institution_type="school", kinds=DESKTOPS, purposes=purposes)


def test_five_years_to_the_day_is_5_or_older_and_not_older_than_5() -> None:
    result = of(desktops(date(2019, 9, 1)))
    assert (result.five_or_older, result.older_than_5) == (1, 0)


def test_a_day_more_is_older_than_5_and_a_day_less_is_younger() -> None:
    result = of(desktops(date(2019, 8, 31)), desktops(date(2019, 9, 2)))
    assert (result.five_or_older, result.older_than_5, result.three_to_five) == (1, 1, 1)


def test_three_years_to_the_day_is_not_younger_than_3() -> None:
    result = of(desktops(date(2021, 9, 1)), desktops(date(2021, 9, 2)))
    assert (result.younger_than_3, result.three_to_five) == (1, 1)


def test_shares_are_over_known_ages_with_the_unknown_beside() -> None:
    result = of(desktops(date(2015, 1, 1), 364), desktops(date(2022, 1, 1), 38), desktops(None))
    assert result.share(result.older_than_5) == Fraction(36400, 402)
    assert (result.known, result.unknown) == (402, 1)


def test_no_known_age_has_no_share() -> None:
    result = of(desktops(None, 3))
    assert result.share(result.five_or_older) is None


def test_other_types_kinds_and_purposes_are_left_out() -> None:
    result = of(
        desktops(ON),
        desktops(ON, purpose="pupils"),
        AgeGroup("preschool", "desktop", "teachers", ON, 1),
        AgeGroup("school", "laptop", "teachers", ON, 1),
        purposes=frozenset({"teachers"}),
    )
    assert result.known == 1


@given(st.lists(st.tuples(st.none() | st.dates(date(2010, 1, 1), ON), st.integers(1, 9))))
def test_every_device_is_in_exactly_one_band(devices: list[tuple[date | None, int]]) -> None:
    result = of(*(desktops(acquired_on, count) for acquired_on, count in devices))
    assert result.known + result.unknown == sum(count for _, count in devices)
    assert result.older_than_5 <= result.five_or_older

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmgr.web.charts.scale import runs, spread, ticks

values = st.floats(0.001, 1e7)
positions = st.lists(st.floats(0, 100), min_size=1, max_size=12).map(sorted)


@pytest.mark.parametrize(
    ("highest", "last", "steps"), [(2092, 2500, 5), (700, 750, 3), (5, 5, 5), (0.7, 0.75, 3)]
)
def test_ticks_are_round_and_leave_little_room(highest: float, last: float, steps: int) -> None:
    marks = ticks(highest)
    assert marks[-1] == pytest.approx(last)
    assert len(marks) == steps + 1


@given(values)
def test_ticks_begin_at_zero_reach_the_highest_value_and_are_few(highest: float) -> None:
    marks = ticks(highest)
    assert marks[0] == 0
    assert marks[-1] >= highest * (1 - 1e-9)
    assert 4 <= len(marks) <= 7


@given(st.integers(1, 10**7))
def test_counts_get_whole_ticks(highest: int) -> None:
    assert all(mark % 1 == 0 for mark in ticks(highest, whole=True))


def test_an_axis_without_values_still_has_two_ticks() -> None:
    assert ticks(0) == (0.0, 1.0)


@given(positions)
def test_labels_keep_their_distance_within_the_bounds(wanted: list[float]) -> None:
    placed = spread(wanted, 5, 0, 100)
    assert all(after - before >= 5 - 1e-9 for before, after in pairwise(placed))
    assert placed[0] >= 0
    assert placed[-1] <= 100


def test_labels_that_have_room_stay_where_they_are() -> None:
    assert spread([10, 30, 80], 5, 0, 100) == [10, 30, 80]


def test_more_labels_than_fit_stand_evenly() -> None:
    assert spread([1, 2, 3], 60, 0, 100) == [0, 50, 100]


def test_runs_of_known_and_unknown_weeks() -> None:
    series = (None, 1.0, 2.0, None, None, 0.0)
    assert runs(series, known=True) == [(1, 2), (5, 5)]
    assert runs(series, known=False) == [(0, 0), (3, 4)]


@given(st.lists(st.one_of(st.none(), st.floats(0, 9)), max_size=30))
def test_runs_cover_every_week_once(series: list[float | None]) -> None:
    both = runs(tuple(series), known=True) + runs(tuple(series), known=False)
    covered = [place for first, last in both for place in range(first, last + 1)]
    assert sorted(covered) == list(range(len(series)))

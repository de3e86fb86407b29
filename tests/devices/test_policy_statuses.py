"""Corrections of a status against a plain dictionary of days."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.policy.statuses import StatusSpan, correct_status, status_spans
from assetmgr.devices.policy.timeline import Moment, State, Timeline, merged, state_on
from tests.devices.corrections import expected

FIRST = date(2024, 9, 1)
DAYS = 12
STATE = State(1, 11, 1, Purpose.PUPILS, Status.AVAILABLE)

STATUSES = (Status.IN_USE, Status.AVAILABLE, Status.LOST, Status.WRITTEN_OFF)
statuses = st.sampled_from(STATUSES)
offsets = st.integers(0, DAYS - 1)


def day(offset: int) -> date:
    return FIRST + timedelta(days=offset)


@st.composite
def histories(draw: st.DrawFn) -> Timeline:
    """A past in which status and purpose change on days of their own; written off comes last."""
    named = draw(st.dictionaries(offsets, statuses))
    purposes = draw(st.dictionaries(offsets, st.sampled_from([Purpose.PUPILS, Purpose.TEACHERS])))
    state, moments = STATE, []
    for offset in range(DAYS):
        if state.status is not Status.WRITTEN_OFF:
            state = replace(state, status=named.get(offset, state.status))
        state = replace(state, purpose=purposes.get(offset, state.purpose))
        moments.append(Moment(day(offset), state))
    return merged(tuple(moments))


def by_day(timeline: Timeline) -> list[State | None]:
    return [state_on(timeline, day(offset)) for offset in range(DAYS)]


def statuses_by_day(timeline: Timeline) -> list[Status]:
    return [state.status for state in by_day(timeline) if state]


@given(histories(), statuses, offsets, st.data())
def test_a_correction_sets_the_days_that_a_plain_list_would_and_no_other_fact(
    timeline: Timeline, status: Status, since: int, data: st.DataObject
) -> None:
    begin = data.draw(st.sampled_from([span.since for span in status_spans(timeline)]))
    wanted = expected(statuses_by_day(timeline), (begin - FIRST).days, status, since)
    if wanted is None:
        with pytest.raises(Refused):
            correct_status(timeline, begin, status, day(since))
        return
    corrected = correct_status(timeline, begin, status, day(since))
    meant = [
        replace(state, status=status)
        for state, status in zip(by_day(timeline), wanted, strict=True)
        if state
    ]
    assert by_day(corrected) == meant
    days = [moment.day for moment in corrected]
    assert days == sorted(set(days))
    assert days[0] == FIRST
    assert all(a.state != b.state for a, b in pairwise(corrected))
    assert correct_status(corrected, begin, status, day(since)) == corrected


@given(histories())
def test_spans_tell_each_days_status_and_neighbours_differ(timeline: Timeline) -> None:
    spans = status_spans(timeline)
    assert all(a.until == b.since and a.status is not b.status for a, b in pairwise(spans))
    assert spans[-1].until is None
    told = [
        next(span.status for span in reversed(spans) if span.since <= day(offset))
        for offset in range(DAYS)
    ]
    assert told == statuses_by_day(timeline)


def past(*told: tuple[int, Status]) -> Timeline:
    return tuple(Moment(day(offset), replace(STATE, status=status)) for offset, status in told)


def spans(timeline: Timeline) -> list[tuple[int, Status]]:
    return [((span.since - FIRST).days, span.status) for span in status_spans(timeline)]


THREE = past((0, Status.AVAILABLE), (3, Status.LOST), (6, Status.AVAILABLE))


def test_a_status_that_never_was_leaves_its_neighbours_as_one() -> None:
    corrected = correct_status(THREE, day(3), Status.AVAILABLE, day(3))
    assert status_spans(corrected) == (StatusSpan(Status.AVAILABLE, FIRST, None),)


def test_a_status_may_begin_earlier_or_later_between_its_neighbours() -> None:
    for since in (1, 5):
        corrected = correct_status(THREE, day(3), Status.STOLEN, day(since))
        assert spans(corrected) == [
            (0, Status.AVAILABLE),
            (since, Status.STOLEN),
            (6, Status.AVAILABLE),
        ]


@pytest.mark.parametrize(
    ("since", "said"),
    [(0, "before it began"), (6, "after it began"), (7, "after it began"), (-1, "in the register")],
)
def test_a_day_that_does_not_fit_between_the_neighbours_is_refused(since: int, said: str) -> None:
    with pytest.raises(Refused, match=said):
        correct_status(THREE, day(3), Status.LOST, day(since))


def test_the_first_status_begins_with_the_device() -> None:
    with pytest.raises(Refused, match="begins with the device"):
        correct_status(THREE, day(0), Status.IN_USE, day(1))


def test_a_day_on_which_no_status_began_is_refused() -> None:
    with pytest.raises(Refused, match="No status began"):
        correct_status(THREE, day(4), Status.STOLEN, day(4))


def test_nothing_comes_after_written_off_until_it_is_corrected_as_well() -> None:
    with pytest.raises(Refused, match="no later status"):
        correct_status(THREE, day(3), Status.WRITTEN_OFF, day(3))
    last = correct_status(THREE, day(6), Status.WRITTEN_OFF, day(6))
    corrected = correct_status(last, day(3), Status.WRITTEN_OFF, day(3))
    assert spans(corrected) == [(0, Status.AVAILABLE), (3, Status.WRITTEN_OFF)]


def test_a_write_off_that_never_was_is_taken_back_by_its_correction() -> None:
    written_off = past((0, Status.IN_USE), (4, Status.WRITTEN_OFF))
    corrected = correct_status(written_off, day(4), Status.LOST, day(4))
    assert spans(corrected) == [(0, Status.IN_USE), (4, Status.LOST)]

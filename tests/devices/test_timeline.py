"""The past of one device against a plain dictionary of days."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.policy.timeline import (
    Moment,
    State,
    Timeline,
    begin,
    begin_on,
    change,
    held_since,
    state_on,
)

FIRST = date(2024, 9, 1)
DAYS = 12
ROOMS = {1: (None, 11, 12), 2: (None, 21, 22)}
"""Rooms by institution; a room never stands in another one."""

Days = dict[date, State]
offsets = st.integers(0, DAYS - 1)


@st.composite
def changes(draw: st.DrawFn) -> tuple[int, dict[str, Any]]:
    """A day and facts to set from it on; a move names its room."""
    facts: dict[str, Any] = {}
    if draw(st.booleans()):
        facts["purpose"] = draw(st.sampled_from([Purpose.PUPILS, Purpose.TEACHERS]))
    if draw(st.booleans()):
        facts["status"] = draw(st.sampled_from([Status.IN_USE, Status.AVAILABLE, Status.LOST]))
    if draw(st.booleans()):
        facts["kind_id"] = draw(st.sampled_from([1, 2]))
    if draw(st.booleans()):
        place = draw(st.sampled_from([1, 2]))
        facts["institution_id"] = place
        facts["room_id"] = draw(st.sampled_from(ROOMS[place]))
    return draw(offsets), facts


histories = st.lists(changes(), max_size=6)


def day(offset: int) -> date:
    return FIRST + timedelta(days=offset)


def first_state() -> State:
    return State(1, 11, 1, Purpose.PUPILS, Status.AVAILABLE)


def as_days(timeline: Timeline) -> Days:
    """The state at the end of each day, as reports read it."""
    found = {day(offset): state_on(timeline, day(offset)) for offset in range(DAYS)}
    return {on: state for on, state in found.items() if state is not None}


def set_by_day(days: Days, since: date, facts: dict[str, Any]) -> Days:
    """What `change` shall do, written day by day."""
    then = days[since]
    open_names = set(facts)
    changed = dict(days)
    for on in sorted(one for one in days if one >= since):
        now = days[on]
        open_names -= {
            name for name in open_names - {"room_id"} if getattr(now, name) != getattr(then, name)
        }
        if now.institution_id != then.institution_id:
            open_names.discard("room_id")
        changed[on] = replace(now, **{name: facts[name] for name in open_names})
    return changed


def after(history: list[tuple[int, dict[str, Any]]]) -> Timeline:
    timeline = begin(FIRST, first_state())
    for offset, facts in history:
        timeline = change(timeline, day(offset), facts)
    return timeline


@given(histories, changes())
def test_a_change_sets_the_days_that_a_plain_dictionary_would(
    history: list[tuple[int, dict[str, Any]]], last: tuple[int, dict[str, Any]]
) -> None:
    timeline = after(history)
    expected = set_by_day(as_days(timeline), day(last[0]), last[1])
    assert as_days(change(timeline, day(last[0]), last[1])) == expected


@given(histories)
def test_every_day_has_one_state_and_no_moment_repeats_the_one_before(
    history: list[tuple[int, dict[str, Any]]],
) -> None:
    timeline = after(history)
    days = [moment.day for moment in timeline]
    assert days == sorted(set(days))
    assert days[0] == FIRST
    assert all(a.state != b.state for a, b in pairwise(timeline))


@given(histories)
def test_a_room_always_stands_in_the_institution_of_its_day(
    history: list[tuple[int, dict[str, Any]]],
) -> None:
    for state in as_days(after(history)).values():
        assert state.room_id in ROOMS[state.institution_id]


@given(histories, changes())
def test_days_before_a_change_stay_as_they_were(
    history: list[tuple[int, dict[str, Any]]], last: tuple[int, dict[str, Any]]
) -> None:
    timeline, since = after(history), day(last[0])
    changed = as_days(change(timeline, since, last[1]))
    earlier = {on: state for on, state in as_days(timeline).items() if on < since}
    assert {on: state for on, state in changed.items() if on < since} == earlier


@given(histories)
def test_a_fact_is_what_it_is_now_since_the_day_that_is_told(
    history: list[tuple[int, dict[str, Any]]],
) -> None:
    timeline = after(history)
    since = held_since(timeline, "status")
    statuses = {on: state.status for on, state in as_days(timeline).items()}
    now = timeline[-1].state.status
    assert all(status is now for on, status in statuses.items() if on >= since)
    assert since == FIRST or statuses[since - timedelta(days=1)] is not now


def test_a_room_changed_where_the_device_was_not_any_more_gives_way_to_the_move() -> None:
    state = first_state()
    timeline = (Moment(day(0), state), Moment(day(8), replace(state, room_id=12)))
    moved = change(timeline, day(4), {"institution_id": 2, "room_id": 21})
    assert [(one.day, one.state.room_id) for one in moved] == [(day(0), 11), (day(4), 21)]


def test_a_room_set_before_a_move_ends_with_the_move() -> None:
    state = replace(first_state(), room_id=None)
    timeline = (Moment(day(0), state), Moment(day(8), replace(state, institution_id=2)))
    changed = change(timeline, day(4), {"room_id": 12})
    assert [one.state.room_id for one in changed] == [None, 12, None]


def test_a_change_before_the_first_day_is_refused() -> None:
    with pytest.raises(Refused):
        change(begin(FIRST, first_state()), day(-1), {"kind_id": 2})


def test_the_first_day_moves_back_but_not_past_a_later_change() -> None:
    timeline = change(begin(FIRST, first_state()), day(3), {"kind_id": 2})
    assert begin_on(timeline, day(-5))[0].day == day(-5)
    with pytest.raises(Refused):
        begin_on(timeline, day(3))

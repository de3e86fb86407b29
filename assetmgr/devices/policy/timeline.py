"""The past of one device: what held from which day on (DOMAIN.md, rule 3).

A timeline is a tuple of moments in ascending order of their day; each holds until the next one's
day, the last one still holds. One moment per day: the day's last state wins.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Purpose, Status
from assetmgr.i18n.marks import N_


@dataclass(frozen=True, slots=True)
class State:
    """The facts of a device that have a period."""

    institution_id: int
    room_id: int | None
    kind_id: int
    purpose: Purpose
    status: Status


@dataclass(frozen=True, slots=True)
class Moment:
    """From this day on, this state."""

    day: date
    state: State


Timeline = tuple[Moment, ...]
FACTS = tuple(field.name for field in fields(State))


def begin(day: date, state: State) -> Timeline:
    """The timeline of a new device."""
    return (Moment(day, state),)


def state_on(timeline: Timeline, day: date) -> State | None:
    """The state at the end of `day`; None before the first moment."""
    held = [moment.state for moment in timeline if moment.day <= day]
    return held[-1] if held else None


def change(timeline: Timeline, day: date, facts: Mapping[str, Any]) -> Timeline:
    """Set facts from `day` on; a fact that changed again later keeps its later value.

    Args:
        facts: name of a fact -> its value; a move that names no room leaves the room.

    Raises:
        Refused: `day` lies before the device's first day.
    """
    if day < timeline[0].day:
        raise Refused(
            N_("The device is in the register since %(first)s; choose that day or a later one."),
            field="effective_on",
            first=timeline[0].day,
        )
    if "institution_id" in facts:
        facts = {"room_id": None, **facts}
    moments = split(timeline, day)
    before = tuple(moment for moment in moments if moment.day < day)
    return merged(before + _overridden(moments[len(before) :], facts))


def begin_on(timeline: Timeline, day: date) -> Timeline:
    """Move the first day, as a correction.

    Raises:
        Refused: a later change lies on or before that day.
    """
    if len(timeline) > 1 and day >= timeline[1].day:
        raise Refused(
            N_("The device changed on %(day)s; it was not acquired after that."),
            field="acquired_on",
            day=timeline[1].day,
        )
    return (replace(timeline[0], day=day), *timeline[1:])


def held_since(timeline: Timeline, name: str) -> date:
    """The day since which a fact is what it is now."""
    since = timeline[-1]
    for moment in reversed(timeline):
        if getattr(moment.state, name) != getattr(since.state, name):
            break
        since = moment
    return since.day


def split(timeline: Timeline, day: date) -> Timeline:
    """The same past with a moment on `day`, which is not before the first."""
    if any(moment.day == day for moment in timeline):
        return timeline
    earlier = [moment for moment in timeline if moment.day < day]
    later = timeline[len(earlier) :]
    return (*earlier, Moment(day, earlier[-1].state), *later)


def _overridden(moments: Timeline, facts: Mapping[str, Any]) -> Timeline:
    """Set each fact while it is what it was at first, and stop where it was changed again."""
    first = moments[0].state
    open_facts = dict(facts)
    result = []
    for moment in moments:
        open_facts = {
            name: value
            for name, value in open_facts.items()
            if not _changed_again(name, moment.state, first, facts)
        }
        result.append(Moment(moment.day, replace(moment.state, **open_facts)))
    return tuple(result)


def _changed_again(name: str, state: State, first: State, facts: Mapping[str, Any]) -> bool:
    """Whether a fact that is being set was changed by a later moment.

    A room stands in an institution: with a move it holds as long as the move does, whatever room
    the device had where it was not any more; without one, as long as the device stays there.
    """
    if name != "room_id":
        return bool(getattr(state, name) != getattr(first, name))
    moved = state.institution_id != first.institution_id
    return moved or ("institution_id" not in facts and state.room_id != first.room_id)


def merged(timeline: Timeline) -> Timeline:
    """Drop moments at which nothing changes."""
    kept: list[Moment] = []
    for moment in timeline:
        if not kept or kept[-1].state != moment.state:
            kept.append(moment)
    return tuple(kept)

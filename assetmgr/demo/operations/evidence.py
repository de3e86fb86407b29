"""When devices were last seen: by the stocktakes of spring, their moves and repairs, and Google."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.demo.calendar import monday
from assetmgr.demo.chance import share
from assetmgr.demo.operations.devices import Stays
from assetmgr.devices.codes import NOT_COUNTED
from assetmgr.devices.policy.timeline import FACTS, state_on
from assetmgr.evidence.models import Source
from assetmgr.evidence.operations import NOON, Seen, saw
from assetmgr.evidence.policy import shown_by
from assetmgr.usage.models import UsageDay

_LASTS: Final = timedelta(days=30)
_FOUND: Final = 0.94
"""What part of the devices a stocktake finds."""


def load_evidence(session: Session, devices: Mapping[str, Stays], until: date) -> None:
    """Write the newest sightings of all devices; `devices` by tag."""
    last = _last_spring(until)
    for year in (last.year - 1, last.year):
        saw(session, Source.SCAN, _stocktake(devices, _begin(year)))
    shown: dict[Source, list[Seen]] = {}
    for one in devices.values():
        for source, seen in _changes(one):
            shown.setdefault(source, []).append(seen)
    for source, sightings in shown.items():
        saw(session, source, sightings)
    saw(session, Source.SYNC, _syncs(session, devices))


def _last_spring(until: date) -> date:
    """The Monday in April on which the last stocktake that ended before `until` began."""
    this_year = _begin(until.year)
    return this_year if this_year + _LASTS <= until else _begin(until.year - 1)


def _begin(year: int) -> date:
    return monday(date(year, 4, 13))


def _stocktake(devices: Mapping[str, Stays], begin: date) -> Iterator[Seen]:
    for tag, one in devices.items():
        state = state_on(one.timeline, begin + _LASTS)
        found = share("stocktake", tag, begin.year) < _FOUND
        if state and state.status not in NOT_COUNTED and found:
            day = begin + timedelta(days=int(25 * share("stocktake", state.institution_id)))
            yield one.device_id, state.institution_id, _school_hour(day, tag)


def _school_hour(day: date, tag: str) -> datetime:
    minutes = int(360 * share("stocktake at", tag))
    return datetime.combine(day, time(6, tzinfo=UTC)) + timedelta(minutes=minutes)


def _changes(one: Stays) -> Iterator[tuple[Source, Seen]]:
    for earlier, moment in pairwise(one.timeline):
        changed = {
            name: getattr(moment.state, name)
            for name in FACTS
            if getattr(earlier.state, name) != getattr(moment.state, name)
        }
        for source in shown_by(changed, earlier.state.status):
            at = datetime.combine(moment.day, NOON)
            yield source, (one.device_id, moment.state.institution_id, at)


def _syncs(session: Session, devices: Mapping[str, Stays]) -> Iterator[Seen]:
    by_id = {one.device_id: one for one in devices.values()}
    newest = session.execute(
        select(UsageDay.device_id, func.max(UsageDay.day)).group_by(UsageDay.device_id)
    )
    for device_id, day in newest:
        state = state_on(by_id[device_id].timeline, day)
        if state:
            yield device_id, state.institution_id, datetime.combine(day, NOON)

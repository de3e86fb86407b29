"""Chromebook activity as the nightly sync would have stored it."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_insert
from assetmgr.demo.operations.devices import Stays
from assetmgr.demo.rows import Plan
from assetmgr.demo.usage import usage
from assetmgr.demo.weeks import FIRST_MONDAY
from assetmgr.devices.policy.timeline import Timeline, state_on
from assetmgr.usage.models import UsageCoverage, UsageDay


def load_usage(session: Session, plan: Plan, devices: dict[str, Stays]) -> None:
    """Write activity by Chromebook and day, and the days that were covered."""
    chromebooks = {
        one.asset_tag: devices[one.asset_tag] for one in plan.devices if one.kind == "chromebook"
    }
    bulk_insert(session, UsageDay, _days(plan, chromebooks))
    bulk_insert(
        session,
        UsageCoverage,
        (span for one in chromebooks.values() for span in _covered(one, plan.until)),
    )


def _days(plan: Plan, chromebooks: dict[str, Stays]) -> Iterator[dict[str, Any]]:
    for tag, day, active_ms in usage(plan):
        one = chromebooks[tag]
        yield {
            "device_id": one.device_id,
            "day": day,
            "active_ms": active_ms,
            "institution_id": _place(one.timeline, day),
        }


def _place(timeline: Timeline, day: date) -> int:
    if len(timeline) == 1:
        return timeline[0].state.institution_id
    state = state_on(timeline, day)
    if state is None:
        raise ValueError(f"activity on {day}, before the device came")
    return state.institution_id


def _covered(one: Stays, until: date) -> Iterator[dict[str, Any]]:
    """One span for each stay at an institution, from the first reported week on."""
    stays = _stays(one.timeline)
    for (begin, institution_id), following in zip_longest(stays, stays[1:]):
        first = max(begin, FIRST_MONDAY)
        last = following[0] - timedelta(days=1) if following else until
        if first <= last:
            yield {
                "device_id": one.device_id,
                "first_day": first,
                "last_day": last,
                "institution_id": institution_id,
            }


def _stays(timeline: Timeline) -> list[tuple[date, int]]:
    stays: list[tuple[date, int]] = []
    for moment in timeline:
        if not stays or stays[-1][1] != moment.state.institution_id:
            stays.append((moment.day, moment.state.institution_id))
    return stays

"""Which device of the register is which device of Google: pure, the same for any order.

By Google id first, then by serial (trimmed, without case). Two hits, in either direction, are
nobody's: they are listed and change nothing. A device enrolled again under a new id is found by
its serial, and its id is updated.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sync.changes import Changes, Link
from sync.duplicates import newest_of_each
from sync.matching import Matches, match
from sync.records import Activity, KnownDevice, SeenDevice

FURTHEST_AHEAD = timedelta(hours=14)
"""No place on earth has a later date than UTC+14."""


def reconcile(known: Iterable[KnownDevice], seen: Iterable[SeenDevice], now: datetime) -> Changes:
    """Return what one sweep changes in the register.

    `known` are all Chromebooks of the register, `seen` the sweep (a device may come twice: the
    newest `last_sync` counts). `now` is aware; activity of days still to come, which a device
    with a wrong clock reports, is dropped.
    """
    matches = match(known, newest_of_each(seen))
    links = tuple(_link(*pair) for pair in matches.pairs if not _is_stored(*pair))
    return Changes(
        at=now,
        device_ids=tuple(known.device_id for known, _ in matches.pairs),
        links=links,
        unmatched=matches.unmatched,
        ambiguous=matches.ambiguous,
        activity=_activity(matches, (now + FURTHEST_AHEAD).date()),
        users={known.device_id: seen.user for known, seen in matches.pairs if seen.user},
    )


def _is_stored(known: KnownDevice, seen: SeenDevice) -> bool:
    return known.google_id == seen.google_id and known.facts == seen.facts


def _link(known: KnownDevice, seen: SeenDevice) -> Link:
    return Link(known.device_id, seen.google_id, seen.facts)


def _activity(matches: Matches, last_day: date) -> dict[int, Activity]:
    return {
        known.device_id: used
        for known, seen in matches.pairs
        if (used := _up_to(last_day, seen.activity))
    }


def _up_to(last_day: date, activity: Activity) -> Activity:
    """Almost every clock is right, and then nothing is copied."""
    if max(activity, default=last_day) <= last_day:
        return activity
    return {day: used for day, used in activity.items() if day <= last_day}

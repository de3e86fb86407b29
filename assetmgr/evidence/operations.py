"""Noting that devices were seen: what every feature tells, and nobody asks twice."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_upsert, bulk_upsert_selected
from assetmgr.devices.codes import Status
from assetmgr.evidence.models import LastSeen, Source
from assetmgr.evidence.policy import shown_by

NOON: Final = time(12, tzinfo=UTC)
"""The hour of what is known by its day alone."""

_KEYS: Final = ("device_id", "source")
_VALUES: Final = ("institution_id", "seen_at")

Seen = tuple[int, int, datetime]
"""A device, the institution at which it was seen, and the moment (aware)."""


def saw(session: Session, source: Source, sightings: Iterable[Seen]) -> int:
    """Keep each device's newest sighting by one source; how many were told.

    An older one than is stored changes nothing, so news may come late and in any order. One
    statement, whatever their number; rows are held in the order of the devices, so that two who
    saw the same ones never wait for each other.

    Raises:
        ScopeError: one was seen at an institution outside the session's scope.
    """
    return bulk_upsert(
        session,
        LastSeen,
        (
            {"device_id": device, "source": source, "institution_id": place, "seen_at": at}
            for device, place, at in sorted(sightings)
        ),
        keys=_KEYS,
        values=_VALUES,
        newer="seen_at",
    )


def saw_selected(
    session: Session, source: Source, sightings: Select[int, int, datetime | None]
) -> None:
    """As `saw`, of what a query over all institutions gives: device, institution and moment.

    Raises:
        ScopeError: the session's scope is narrower.
    """
    device_id, institution_id, seen_at = sightings.subquery().columns
    told = select(
        device_id.label("device_id"),
        literal(source, LastSeen.source.type).label("source"),
        institution_id.label("institution_id"),
        seen_at.label("seen_at"),
    )
    told = told.where(seen_at.is_not(None)).order_by(device_id)
    bulk_upsert_selected(session, LastSeen, told, keys=_KEYS, values=_VALUES, newer="seen_at")


class Changed(NamedTuple):
    """A device whose columns changed, the institution of that day, and the status of before."""

    device_id: int
    institution_id: int
    columns: Mapping[str, Any]
    status: Status


def saw_changed(
    session: Session, changes: Iterable[Changed], *, effective: date, now: datetime
) -> None:
    """Keep what changes as of a day show: a move, a repair that begins or ends."""
    at = min(now, datetime.combine(effective, NOON))
    shown: dict[Source, list[Seen]] = {}
    for device_id, place, columns, status in changes:
        for source in shown_by(columns, status):
            shown.setdefault(source, []).append((device_id, place, at))
    for source, sightings in sorted(shown.items()):
        saw(session, source, sightings)

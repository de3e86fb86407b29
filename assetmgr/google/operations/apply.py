"""What a sweep changes, as rows to write: computed from what is stored, written in batches."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.bulk import bulk_delete, bulk_insert, bulk_upsert
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device
from assetmgr.evidence.models import Source
from assetmgr.evidence.operations import saw_selected
from assetmgr.google.models import GoogleDevice, UnmatchedDevice
from assetmgr.google.queries import FACTS, Span, Stay, stays_since
from assetmgr.usage.models import UsageCoverage, UsageDay
from sync.changes import Link
from sync.records import Activity, SeenDevice

Row = dict[str, Any]
ONE_DAY = timedelta(days=1)


class Whereabouts:
    """Where each Chromebook was, so that a day's rows carry the institution of then.

    It is read when the first row asks for it: most nights write little.
    """

    def __init__(self, session: Session, since: date) -> None:
        self._session = session
        self._since = since

    @cached_property
    def stays(self) -> Mapping[int, list[Stay]]:
        """The stays since the day, by device."""
        return stays_since(self._session, self._since)

    def on(self, device_id: int, day: date) -> int | None:
        """The institution on a day; before the first stay it is the first's. None: voided."""
        stays = self.stays.get(device_id)
        if not stays:
            return None
        for stay in reversed(stays[1:]):
            if stay.first <= day:
                return stay.institution_id
        return stays[0].institution_id


def usage_rows(
    activity: Mapping[int, Activity], stored: Mapping[tuple[int, date], int], where: Whereabouts
) -> list[Row]:
    """Activity (milliseconds above zero) that is new or grew since it was stored."""
    rows = []
    for device_id, days in activity.items():
        for day, active_ms in days.items():
            if active_ms > stored.get((device_id, day), 0):
                institution_id = where.on(device_id, day)
                if institution_id is not None:
                    rows.append(
                        {
                            "device_id": device_id,
                            "day": day,
                            "active_ms": active_ms,
                            "institution_id": institution_id,
                        }
                    )
    return rows


def coverage_rows(
    matched: Iterable[int],
    window: tuple[date, date],
    stored: Mapping[int, Span],
    where: Whereabouts,
) -> list[Row]:
    """Spans that begin or grow because a sweep covered the days of `window`, both inclusive."""
    first, last = window
    rows = []
    for device_id in matched:
        institution_id = where.on(device_id, last)
        if institution_id is None:
            continue
        begin, end = _span(stored.get(device_id), institution_id, first, last)
        if begin <= end:
            rows.append(
                {
                    "device_id": device_id,
                    "first_day": begin,
                    "last_day": end,
                    "institution_id": institution_id,
                }
            )
    return rows


def _span(known: Span | None, institution_id: int, first: date, last: date) -> tuple[date, date]:
    """The span to write; it ends before it begins where nothing changes."""
    if known is None or known.last_day < first - ONE_DAY:
        return first, last
    if known.last_day >= last:
        return last, last - ONE_DAY
    if known.institution_id == institution_id:
        return known.first_day, last
    return known.last_day + ONE_DAY, last


def write_usage(session: Session, rows: Iterable[Row]) -> None:
    """Store activity; a day that is there already takes the larger value that was found."""
    bulk_upsert(session, UsageDay, rows, keys=("device_id", "day"), values=("active_ms",))


def write_coverage(session: Session, rows: Iterable[Row]) -> None:
    """Store covered spans."""
    bulk_upsert(session, UsageCoverage, rows, keys=("device_id", "first_day"), values=("last_day",))


def write_links(session: Session, links: Iterable[Link], where: Whereabouts, today: date) -> None:
    """Store Google's facts of matched devices."""
    bulk_upsert(
        session,
        GoogleDevice,
        _link_rows(links, where, today),
        keys=("device_id",),
        values=("institution_id", "google_id", *FACTS),
    )


def _link_rows(links: Iterable[Link], where: Whereabouts, today: date) -> Iterator[Row]:
    for link in links:
        institution_id = where.on(link.device_id, today)
        if institution_id is not None:
            yield {
                "device_id": link.device_id,
                "institution_id": institution_id,
                "google_id": link.google_id,
                **dict(zip(FACTS, link.facts, strict=True)),
            }


def write_seen(session: Session, links: Sequence[Link]) -> None:
    """Keep when the devices of stored links, which are in their order, spoke to Google last."""
    saw_selected(
        session,
        Source.SYNC,
        select(GoogleDevice.device_id, GoogleDevice.institution_id, GoogleDevice.last_sync).where(
            _among(links)
        ),
    )


def _among(links: Sequence[Link]) -> ColumnElement[bool]:
    """From the first to the last: what was stored before lies among them, too."""
    return GoogleDevice.device_id.between(links[0].device_id, links[-1].device_id)


def fill_blanks(
    session: Session, links: Sequence[Link], *, actor: Actor, now: datetime, today: date
) -> None:
    """Give devices the AUE that Google tells where nobody typed one; nothing is overwritten.

    `links` are stored, and in the order of their devices.
    """
    told = {link.device_id: link.facts.auto_update_through for link in links}
    blank = session.scalars(
        select(Device)
        .join(GoogleDevice, GoogleDevice.device_id == Device.id)
        .where(_among(links), GoogleDevice.auto_update_through.is_not(None), Device.aue.is_(None))
    )
    for device in blank:
        if device.id in told:
            change_device(
                session,
                device,
                {"aue": told[device.id]},
                effective=today,
                actor=actor,
                now=now,
                today=today,
            )


def write_unmatched(session: Session, seen: Iterable[SeenDevice], now: datetime) -> None:
    """Make the list of unknown devices what this sweep saw, keeping when each was first seen."""
    known = {one.google_id: one for one in session.scalars(select(UnmatchedDevice))}
    rows = [_unmatched_row(one, now) for one in seen]
    gone = known.keys() - {row["google_id"] for row in rows}
    if gone:
        bulk_delete(session, UnmatchedDevice, UnmatchedDevice.google_id.in_(gone))
    bulk_insert(session, UnmatchedDevice, (row for row in rows if row["google_id"] not in known))
    for row in rows:
        if row["google_id"] in known:
            _refresh(known[row["google_id"]], row)


def _unmatched_row(seen: SeenDevice, now: datetime) -> Row:
    return {
        "google_id": seen.google_id,
        "serial_number": seen.serial,
        "model": seen.facts.model,
        "org_unit_path": seen.facts.org_unit_path,
        "annotated_asset_id": seen.facts.annotated_asset_id,
        "last_sync": seen.facts.last_sync,
        "auto_update_through": seen.facts.auto_update_through,
        "first_seen_at": now,
    }


def _refresh(stored: UnmatchedDevice, row: Row) -> None:
    for name, value in row.items():
        if name != "first_seen_at":
            setattr(stored, name, value)

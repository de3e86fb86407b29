"""Devices with their whole past: periods, tenure and audit entries as if lived through."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import pairwise, zip_longest
from typing import Any, Final

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor, Via
from assetmgr.audit.operations import entry, record_all
from assetmgr.db.bulk import bulk_insert, bulk_insert_returning
from assetmgr.demo.operations.places import Places
from assetmgr.demo.rows import Plan, PlannedDevice
from assetmgr.devices.codes import Funding, Purpose, Status
from assetmgr.devices.models import Device, DevicePeriod, DeviceTenure, Model
from assetmgr.devices.operations import ensure_models
from assetmgr.devices.operations.facts import COLUMNS, COPIED, derived
from assetmgr.devices.policy.timeline import FACTS, State, Timeline, begin, change

ACTOR: Final = Actor("Demonstrācija", Via.DEMO)
_MORNING: Final = time(8, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stays:
    """A device's id and where it was from which day on."""

    device_id: int
    timeline: Timeline


def load_devices(session: Session, plan: Plan, places: Places, now: datetime) -> dict[str, Stays]:
    """Write all devices; their ids and pasts by tag, for what follows from them."""
    models = ensure_models(
        session, ((one.manufacturer, one.model) for one in plan.devices if one.model)
    )
    timelines = [_timeline(one, places) for one in plan.devices]
    rows = [
        _row(one, places, models, timeline)
        for one, timeline in zip(plan.devices, timelines, strict=True)
    ]
    ids = bulk_insert_returning(session, Device, rows, Device.id)
    told = list(zip(ids, rows, timelines, plan.devices, strict=True))
    bulk_insert(
        session,
        DeviceTenure,
        (
            {"device_id": key, "institution_id": place}
            for key, _, timeline, _ in told
            for place in sorted({moment.state.institution_id for moment in timeline})
        ),
    )
    bulk_insert(
        session,
        DevicePeriod,
        (period for key, row, timeline, _ in told for period in _periods(key, row, timeline)),
    )
    record_all(
        session,
        (line for key, row, timeline, one in told for line in _audit(key, row, timeline, one, now)),
    )
    return {one.asset_tag: Stays(key, timeline) for key, _, timeline, one in told}


def _timeline(one: PlannedDevice, places: Places) -> Timeline:
    timeline = begin(
        one.acquired_on or one.entered_on,
        State(
            places.institutions[one.institution],
            _room(places, one.institution, one.room),
            places.kinds[one.kind],
            Purpose(one.purpose),
            Status(one.status),
        ),
    )
    institution = one.institution
    for day, changed in one.changes:
        institution = changed.get("institution", institution)
        timeline = change(timeline, day, _facts(changed, institution, places))
    return timeline


def _facts(changed: dict[str, str], institution: str, places: Places) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if "institution" in changed:
        facts["institution_id"] = places.institutions[institution]
    if "room" in changed:
        facts["room_id"] = _room(places, institution, changed["room"])
    if "status" in changed:
        facts["status"] = Status(changed["status"])
    if "purpose" in changed:
        facts["purpose"] = Purpose(changed["purpose"])
    return facts


def _room(places: Places, institution: str, name: str) -> int | None:
    return places.rooms[institution, name] if name else None


def _row(
    one: PlannedDevice, places: Places, models: dict[tuple[str, str], Model], timeline: Timeline
) -> dict[str, Any]:
    model = models.get((one.manufacturer, one.model))
    row = {
        "asset_tag": one.asset_tag,
        "inventory_number": one.inventory_number or None,
        "serial_number": one.serial_number or None,
        "model_id": model.id if model else None,
        "acquired_on": one.acquired_on,
        "price_eur": one.price_eur,
        "funding": Funding(one.funding) if one.funding else None,
        "warranty_until": one.warranty_until,
        "aue": one.aue,
        "notes": one.notes or None,
        "entered_on": one.entered_on,
        **{name: getattr(timeline[-1].state, name) for name in FACTS},
    }
    return {**row, **derived(row, f"{one.manufacturer} {one.model}")}


def _periods(key: int, row: dict[str, Any], timeline: Timeline) -> Iterator[dict[str, Any]]:
    copies = {name: row[name] for name in COPIED}
    for moment, following in zip_longest(timeline, timeline[1:]):
        yield {
            "device_id": key,
            "valid_from": moment.day,
            "valid_to": following.day if following else None,
            **{name: getattr(moment.state, name) for name in FACTS},
            **copies,
        }


def _audit(
    key: int, row: dict[str, Any], timeline: Timeline, one: PlannedDevice, now: datetime
) -> Iterator[dict[str, Any]]:
    label = row["asset_tag"]
    first = timeline[0].state
    told = {name: row[name] for name in COLUMNS if row[name] is not None}
    began = {name: getattr(first, name) for name in FACTS}
    yield entry(
        action="created",
        subject="device",
        subject_id=key,
        label=label,
        institution_id=first.institution_id,
        before=None,
        after={**told, **began},
        actor=ACTOR,
        now=_at(one.entered_on, now),
    )
    for earlier, moment in pairwise(timeline):
        names = [n for n in FACTS if getattr(earlier.state, n) != getattr(moment.state, n)]
        yield entry(
            action="changed",
            subject="device",
            subject_id=key,
            label=label,
            institution_id=moment.state.institution_id,
            before={name: getattr(earlier.state, name) for name in names},
            after={
                **{name: getattr(moment.state, name) for name in names},
                "effective_on": moment.day,
            },
            actor=ACTOR,
            now=_at(moment.day, now),
        )


def _at(day: date, now: datetime) -> datetime:
    return min(datetime.combine(day, _MORNING), now)

"""Writing what a plan of devices says."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.batches import batches
from assetmgr.db.errors import refusing
from assetmgr.devices.models import Device
from assetmgr.devices.operations import Change, change_devices, create_devices, ensure_models
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.exchange.devices.current import CHUNK
from assetmgr.exchange.devices.deeds import DevicePlan, Update
from assetmgr.exchange.new_places import make_places
from assetmgr.exchange.progress import Progress


def apply_devices(
    session: Session,
    plan: DevicePlan,
    *,
    actor: Actor,
    now: datetime,
    today: date,
    progress: Progress | None = None,
) -> None:
    """Write new names, then updates (from today on), then creations; nothing commits.

    Raises:
        Refused: the register changed since the plan was made, and it no longer fits.
    """
    total = len(plan.updates) + len(plan.creations)
    with refusing():
        made = _make_names(session, plan, actor, now)
        _release(session, plan.released)
        done = 0
        for chunk in batches(plan.updates, CHUNK):
            changes = _changes(session, chunk, made)
            change_devices(session, changes, effective=today, actor=actor, now=now, today=today)
            done += len(chunk)
            if progress:
                progress(done, total)
        create_devices(
            session, _facts(plan, made, done, progress), actor=actor, now=now, today=today
        )


def _make_names(
    session: Session, plan: DevicePlan, actor: Actor, now: datetime
) -> Mapping[Any, int]:
    places = make_places(session, plan.sites, plan.rooms, actor=actor, now=now)
    wanted = {(model.manufacturer, model.name): model for model in plan.models}
    models = ensure_models(session, wanted) if wanted else {}
    return {**places, **{wanted[names]: model.id for names, model in models.items()}}


def _release(session: Session, ids: Sequence[int]) -> None:
    """Let devices give up numbers that others take; their own update sets them anew."""
    for chunk in batches(ids, CHUNK):
        for device in session.scalars(select(Device).where(Device.id.in_(chunk))):
            device.inventory_key = device.serial_key = None
        session.flush()


def _changes(session: Session, updates: Sequence[Update], made: Mapping[Any, int]) -> list[Change]:
    ids = [update.device_id for update in updates]
    devices = {one.id: one for one in session.scalars(select(Device).where(Device.id.in_(ids)))}
    return [
        Change(devices[one.device_id], _resolved(one.values, made), one.model_name)
        for one in updates
    ]


def _facts(
    plan: DevicePlan, made: Mapping[Any, int], before: int, progress: Progress | None
) -> Iterator[DeviceFacts]:
    total = before + len(plan.creations)
    for done, creation in enumerate(plan.creations, start=before + 1):
        values = _resolved(creation.values, made)
        yield DeviceFacts(**values, model_name=creation.model_name)
        if progress and done % 500 == 0:
            progress(done, total)


def _resolved(values: Mapping[str, Any], made: Mapping[Any, int]) -> dict[str, Any]:
    """The values with the ids of rooms and models that came into being."""
    found = dict(values)
    for column in ("room_id", "model_id"):
        if column in found:
            found[column] = made.get(found[column], found[column])
    return found

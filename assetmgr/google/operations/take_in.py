"""Taking Chromebooks that Google knows into the register."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import count
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.bulk import bulk_delete
from assetmgr.db.errors import Refused, refusing
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import Device, Kind
from assetmgr.devices.operations import create_devices, ensure_models
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.devices.policy.text import comparable
from assetmgr.google.models import UnmatchedDevice
from assetmgr.i18n.marks import N_

PREFIX: Final = "K-"
_NUMBERED: Final = re.compile(r"k-(\d+)")


def take_in(
    session: Session, chosen: Mapping[str, int], *, actor: Actor, now: datetime, today: date
) -> list[str]:
    """Make a device of each chosen one; their new asset tags.

    The tag is the one annotated in Google where it is free, else the next K-number. The next sync
    links the device by its serial number and brings its activity.

    Args:
        chosen: Google id -> the id of the institution that it belongs to.

    Raises:
        Refused: one has no serial number (nothing would link it), or its number is taken.
    """
    found = session.scalars(
        select(UnmatchedDevice)
        .where(UnmatchedDevice.google_id.in_(chosen))
        .order_by(UnmatchedDevice.serial_number)
    ).all()
    for one in found:
        if not one.serial_number:
            raise Refused(
                N_("%(google_id)s has no serial number; find the device and enter it by hand."),
                google_id=one.google_id,
            )
    tags = _tags(session, found)
    facts = _facts(session, found, tags, chosen)
    with refusing():
        create_devices(session, facts, actor=actor, now=now, today=today)
    bulk_delete(session, UnmatchedDevice, UnmatchedDevice.google_id.in_(chosen))
    return tags


def _facts(
    session: Session,
    found: Sequence[UnmatchedDevice],
    tags: Sequence[str],
    chosen: Mapping[str, int],
) -> list[DeviceFacts]:
    kind_id = session.scalars(select(Kind.id).where(Kind.code == "chromebook")).one()
    named = {one.google_id: _model(one.model) for one in found if one.model}
    models = ensure_models(session, named.values())
    return [
        DeviceFacts(
            asset_tag=tag,
            kind_id=kind_id,
            institution_id=chosen[one.google_id],
            purpose=Purpose.PUPILS,
            status=Status.AVAILABLE,
            model_id=models[named[one.google_id]].id if one.model else None,
            model_name=one.model or None,
            serial_number=one.serial_number,
            aue=one.auto_update_through,
        )
        for one, tag in zip(found, tags, strict=True)
    ]


def _model(text: str) -> tuple[str, str]:
    """Google's model text as manufacturer and model: its first word and the rest."""
    maker, _, rest = text.partition(" ")
    return (maker, rest or maker)


def _tags(session: Session, found: Sequence[UnmatchedDevice]) -> list[str]:
    taken = set(session.scalars(select(Device.tag_key).where(Device.voided_at.is_(None))))
    highest = max(
        (int(match[1]) for key in taken if (match := _NUMBERED.fullmatch(key))), default=0
    )
    numbers = count(highest + 1)
    tags = []
    for one in found:
        annotated = comparable(one.annotated_asset_id)
        tag = one.annotated_asset_id.strip() if annotated else ""
        if not annotated or annotated in taken:
            tag = f"{PREFIX}{next(numbers):04d}"
        taken.add(comparable(tag) or "")
        tags.append(tag)
    return tags

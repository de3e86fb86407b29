"""What codes mean: each step looks for what the one before did not know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from assetmgr.db.scope import reaches_all, scope_of
from assetmgr.devices.models import Device
from assetmgr.devices.policy.text import comparable
from assetmgr.inventory.queries.owners import short_names
from assetmgr.labeling.models import BlankCode
from assetmgr.scanning.codes import Meaning
from labels.spec import room_from_scan, tag_from_scan

NO_INSTITUTION: Final = 0
_FOUND: Final = (Device.asset_tag, Device.id, Device.institution_id)


@dataclass(frozen=True, slots=True)
class Reading:
    """A code and what it means.

    `device_id` and `institution_id` are a device's, `room_id` a room's label's (whether or not
    there is such a room), `owner` the short name of a foreign device's institution. `raw` is the
    text as it was scanned.
    """

    code: str
    meaning: Meaning
    device_id: int | None = None
    institution_id: int | None = None
    room_id: int | None = None
    owner: str = ""
    raw: str = ""


def readings(session: Session, codes: Sequence[str]) -> tuple[Reading, ...]:
    """What codes mean, in their order and each once; at most four statements, however many.

    A label's tag goes before a serial number, and that before an inventory number.
    """
    keys = {key: tag_from_scan(code) for code in codes if (key := _key(code))}
    found: dict[str, Reading] = {}
    for step in (_by_tag, _by_number, _blank, _foreign):
        rest = {key: text for key, text in keys.items() if key not in found}
        found |= step(session, rest) if rest else {}
    told = {code: _reading(code, found) for code in codes}
    return tuple(replace(one, raw=code) for code, one in told.items())


def _reading(code: str, found: Mapping[str, Reading]) -> Reading:
    room_id = room_from_scan(code)
    if room_id is not None:
        return Reading(code, Meaning.ROOM, room_id=room_id)
    return found.get(_key(code) or "", Reading(tag_from_scan(code), Meaning.UNKNOWN))


def _key(code: str) -> str | None:
    """What is looked for; None for a room's label."""
    return comparable(tag_from_scan(code)) if room_from_scan(code) is None else None


def _by_tag(session: Session, rest: Mapping[str, str]) -> dict[str, Reading]:
    rows = session.execute(
        select(Device.tag_key, *_FOUND).where(Device.tag_key.in_(rest), Device.voided_at.is_(None))
    )
    return {row[0]: Reading(row[1], Meaning.DEVICE, row[2], row[3]) for row in rows}


def _by_number(session: Session, rest: Mapping[str, str]) -> dict[str, Reading]:
    rows = session.execute(
        select(Device.inventory_key, Device.serial_key, *_FOUND).where(
            or_(Device.serial_key.in_(rest), Device.inventory_key.in_(rest)),
            Device.voided_at.is_(None),
        )
    ).all()
    by_inventory, by_serial = (_told(rest, rows, place) for place in (0, 1))
    return by_inventory | by_serial


def _told(rest: Mapping[str, str], rows: Sequence[Any], place: int) -> dict[str, Reading]:
    """The devices by the key in a column of the rows."""
    found: dict[str, Reading] = {}
    for row in rows:
        key = row[place]
        if key in found:
            found[key] = Reading(rest[key], Meaning.SEVERAL)
        elif key in rest:
            found[key] = Reading(row[2], Meaning.DEVICE, row[3], row[4])
    return found


def _blank(session: Session, rest: Mapping[str, str]) -> dict[str, Reading]:
    rows = session.execute(
        select(BlankCode.code_key, BlankCode.code).where(
            BlankCode.code_key.in_(rest), BlankCode.device_id.is_(None)
        )
    )
    return {key: Reading(code, Meaning.BLANK) for key, code in rows}


def _foreign(session: Session, rest: Mapping[str, str]) -> dict[str, Reading]:
    if reaches_all(scope_of(session)):
        return {}
    owners = short_names(session, sorted(rest), besides=NO_INSTITUTION)
    return {key: Reading(rest[key], Meaning.FOREIGN, owner=owner) for key, owner in owners.items()}

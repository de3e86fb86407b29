"""What becomes of a code that was unknown when it was scanned: a device, or set aside."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.devices.models import Device
from assetmgr.evidence.models import Source
from assetmgr.evidence.operations import saw
from assetmgr.i18n.marks import N_
from assetmgr.inventory.codes import Outcome
from assetmgr.inventory.models import Stocktake, StocktakeEntry, StocktakeLine
from assetmgr.inventory.operations.holding import hold_open
from assetmgr.inventory.operations.trail import note
from assetmgr.inventory.policy.codes import key_of
from assetmgr.inventory.policy.outcome import of_expected, of_own
from assetmgr.inventory.queries.codes import UNRESOLVED
from assetmgr.inventory.queries.devices import model_text


def resolve(
    session: Session,
    stocktake: Stocktake,
    entry_id: int,
    code: str,
    *,
    actor: Actor,
    now: datetime,
) -> Outcome:
    """Say which of the institution's devices was scanned, by its tag or serial number.

    The scan then counts as a scan of that device, from when it was made.

    Raises:
        Refused: the stocktake is closed, the scan is no unknown code of it, or no device (or more
            than one) has that tag or number.
    """
    entry = _unknown(session, stocktake, entry_id)
    device = _device(session, stocktake.institution_id, code)
    line = session.scalars(
        select(StocktakeLine).where(
            StocktakeLine.stocktake_id == stocktake.id, StocktakeLine.device_id == device.id
        )
    ).one_or_none()
    entry.device_id = device.id
    entry.outcome = of_expected(line.room_id, entry.room_id) if line else of_own(device.status)
    _copy(session, entry, device, line)
    entry.resolved_at, entry.resolved_by = now, actor.name
    after = {"code": entry.code, "device": device.asset_tag, "outcome": entry.outcome}
    note(session, "resolved", stocktake, None, after, actor=actor, now=now)
    session.flush()
    saw(session, Source.CHECK, [(device.id, stocktake.institution_id, entry.at)])
    return entry.outcome


def set_aside(
    session: Session,
    stocktake: Stocktake,
    entry_id: int,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Say that an unknown code is no device of the register, and what it is.

    Raises:
        Refused: the stocktake is closed, or the scan is no unknown code of it.
    """
    entry = _unknown(session, stocktake, entry_id)
    entry.resolution = reason
    entry.resolved_at, entry.resolved_by = now, actor.name
    after = {"code": entry.code, "resolution": reason}
    note(session, "set_aside", stocktake, None, after, actor=actor, now=now)
    session.flush()


def _copy(
    session: Session, entry: StocktakeEntry, device: Device, line: StocktakeLine | None
) -> None:
    """Keep what the device was, as a scan of it would."""
    known = line or device
    entry.asset_tag, entry.serial_number = known.asset_tag, known.serial_number
    entry.kind_id, entry.status = known.kind_id, known.status
    entry.model = line.model if line else model_text(session, device.model_id)


def _unknown(session: Session, stocktake: Stocktake, entry_id: int) -> StocktakeEntry:
    hold_open(session, stocktake)
    entry = session.scalars(
        select(StocktakeEntry).where(
            StocktakeEntry.id == entry_id,
            StocktakeEntry.stocktake_id == stocktake.id,
            *UNRESOLVED,
        )
    ).one_or_none()
    if entry is None:
        raise Refused(N_("This code was resolved meanwhile. Open the page again."))
    return entry


def _device(session: Session, institution_id: int, code: str) -> Device:
    key = key_of(code) or ""
    for column in (Device.tag_key, Device.serial_key):
        found = session.scalars(
            select(Device).where(
                column == key,
                Device.institution_id == institution_id,
                Device.voided_at.is_(None),
            )
        ).all()
        if len(found) == 1:
            return found[0]
        if found:
            raise Refused(N_("More than one device has this number; give its tag."), field="code")
    raise Refused(N_("No device of the institution has this tag or number."), field="code")

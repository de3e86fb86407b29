"""What codes mean to a stocktake: an expected device, another own one, somebody else's, nothing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, select
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_read
from assetmgr.db.scope import CONSTANT, system_scope
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device, Kind, Manufacturer, Model
from assetmgr.institutions.models import Room
from assetmgr.inventory.codes import Action, Outcome
from assetmgr.inventory.models import StocktakeEntry, StocktakeLine
from assetmgr.inventory.policy.codes import key_of
from assetmgr.inventory.policy.outcome import of_expected, of_own, of_strange
from assetmgr.inventory.policy.scans import Name
from assetmgr.inventory.queries.owners import short_names


@dataclass(frozen=True, slots=True)
class Shown:
    """What a phone shows of an own device: codes and copied texts."""

    tag: str
    model: str
    kind: str
    room: str
    status: Status


class Earlier(NamedTuple):
    """A stored scan of the same device, or of the same code of none."""

    id: int
    name: Name


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code stands for; `earlier` are the stored scans of the same.

    `is_here`: the institution has the device still, which may have left since the opening.
    """

    device_id: int | None = None
    shown: Shown | None = None
    serial_number: str | None = None
    kind_id: int | None = None
    is_expected: bool = False
    is_here: bool = False
    room_id: int | None = None
    owner: str | None = None
    earlier: list[Earlier] = field(default_factory=list)

    def outcome(self, room_id: int | None) -> Outcome:
        """What a scan of it in this room is."""
        if self.shown is None:
            return of_strange(self.owner)
        if self.is_expected:
            return of_expected(self.room_id, room_id)
        return of_own(self.shown.status)

    def copies(self) -> dict[str, Any]:
        """What an entry keeps of the device, as columns; blank where it is none."""
        return {
            "asset_tag": self.shown and self.shown.tag,
            "serial_number": self.serial_number,
            "kind_id": self.kind_id,
            "model": self.shown and self.shown.model,
            "status": self.shown and self.shown.status,
        }


NOTHING = Meaning()
"""A torn code, a foreign QR, a tag that nobody has."""


def _scans_of(device_id: Any) -> ColumnElement[bool]:
    return and_(
        StocktakeEntry.stocktake_id == bindparam("stocktake"),
        StocktakeEntry.device_id == device_id,
        StocktakeEntry.action == Action.SCAN,
    )


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_EXPECTED: Final[Any] = (
    select(
        StocktakeLine.tag_key, StocktakeLine.device_id, StocktakeLine.asset_tag,
        StocktakeLine.model, Kind.code, StocktakeLine.room, StocktakeLine.status,
        StocktakeLine.serial_number, StocktakeLine.kind_id, StocktakeLine.device_id,
        StocktakeLine.room_id, Device.id, StocktakeEntry.id, StocktakeEntry.phone_id,
        StocktakeEntry.uuid,
    )
    .join(Kind, Kind.id == StocktakeLine.kind_id)
    .outerjoin(
        Device,
        and_(
            Device.id == StocktakeLine.device_id,
            Device.institution_id == StocktakeLine.institution_id,
        ),
    )
    .outerjoin(StocktakeEntry, _scans_of(StocktakeLine.device_id))
    .where(
        StocktakeLine.stocktake_id == bindparam("stocktake"),
        StocktakeLine.institution_id == bindparam("place"),
        StocktakeLine.tag_key.in_(_KEYS),
    )
)  # fmt: skip
"""The lines that have these tags; read past the ORM, for a phone waits for each scan."""
_OWN: Final[Any] = (
    select(
        Device.tag_key, Device.id, Device.asset_tag, Manufacturer.name + " " + Model.name,
        Kind.code, Room.name, Device.status, Device.serial_number, Device.kind_id,
        StocktakeLine.device_id, StocktakeLine.room_id, Device.id, StocktakeEntry.id,
        StocktakeEntry.phone_id, StocktakeEntry.uuid,
    )
    .join(Kind, Kind.id == Device.kind_id)
    .outerjoin(Model, Model.id == Device.model_id)
    .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
    .outerjoin(Room, Room.id == Device.room_id)
    .outerjoin(
        StocktakeLine,
        and_(
            StocktakeLine.stocktake_id == bindparam("stocktake"),
            StocktakeLine.device_id == Device.id,
        ),
    )
    .outerjoin(StocktakeEntry, _scans_of(Device.id))
    .where(
        Device.institution_id == bindparam("place"),
        Device.tag_key.in_(_KEYS),
        Device.voided_at.is_(None),
    )
).execution_options(**{CONSTANT: True})  # fmt: skip
"""Own devices that have these tags now; one may be expected under a tag that it had before."""


def meanings(
    session: Session, stocktake_id: int, institution_id: int, keys: Collection[str]
) -> dict[str, Meaning]:
    """What these tags (as they compare) mean.

    One statement where all are expected; one more for own ones that are not, and two for those
    that are no own ones either.
    """
    found: dict[str, Meaning] = {}
    asked: dict[str, Any]
    if keys:
        asked = {"stocktake": stocktake_id, "place": institution_id, "keys": list(keys)}
        with system_scope(session, reason="the statement itself names the institution"):
            _gather(found, bulk_read(session, _EXPECTED, asked))
    if rest := [key for key in keys if key not in found]:
        asked = {"stocktake": stocktake_id, "place": institution_id, "keys": rest}
        _gather(found, session.execute(_OWN, asked).all())
    if rest := [key for key in rest if key not in found]:
        owners = short_names(session, rest, besides=institution_id)
        strange = {key: Meaning(owner=owners.get(key)) for key in rest}
        found |= strange
        for key, scan in _strange(session, stocktake_id):
            if key in strange:
                found[key].earlier.append(scan)
    return found


def _strange(session: Session, stocktake_id: int) -> Iterator[tuple[str | None, Earlier]]:
    """The stored scans of no own device, by what was read: codes compare in no column."""
    rows = session.execute(
        select(
            StocktakeEntry.code, StocktakeEntry.id, StocktakeEntry.phone_id, StocktakeEntry.uuid
        ).where(
            StocktakeEntry.stocktake_id == stocktake_id,
            StocktakeEntry.device_id.is_(None),
            StocktakeEntry.action == Action.SCAN,
        )
    )
    yield from ((key_of(code), Earlier(key, (phone, uuid))) for code, key, phone, uuid in rows)


def _gather(found: dict[str, Meaning], rows: Sequence[Any]) -> None:
    """One meaning for each tag, with the scans that its rows carry."""
    for row in rows:
        key, device_id, tag, model, kind, room, status, serial, kind_id, *rest = row
        line_id, room_id, here, *scan = rest
        if key not in found:
            shown = Shown(tag, (model or "")[:200], kind, room or "", status)
            known = device_id, shown, serial, kind_id, line_id is not None, here is not None
            found[key] = Meaning(*known, room_id)
        entry_id, phone_id, uuid = scan
        if entry_id is not None:
            found[key].earlier.append(Earlier(entry_id, (phone_id, uuid)))

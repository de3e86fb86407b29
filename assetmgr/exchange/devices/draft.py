"""What one row of a device file tells, as columns of a device."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any, Final

from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.policy.text import comparable
from assetmgr.exchange import cells, words
from assetmgr.exchange.devices.current import Current, Number
from assetmgr.exchange.devices.known import Known
from assetmgr.exchange.faults import Fault, fault_of
from assetmgr.exchange.parse import Row
from assetmgr.exchange.places import RoomRef
from assetmgr.i18n.marks import N_

_SHORT: Final = partial(cells.line, limit=100)
_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "inventory_number": _SHORT,
    "serial_number": _SHORT,
    "purpose": partial(cells.code, words=words.PURPOSES),
    "status": partial(cells.code, words=words.STATUSES),
    "acquired_on": cells.day,
    "price_eur": partial(cells.decimal, places=2, most=Decimal("99999999.99")),
    "funding": partial(cells.code, words=words.FUNDINGS),
    "warranty_until": cells.day,
    "aue": cells.day,
    "notes": partial(cells.line, limit=2000),
}
_TEXTS: Final = frozenset({"inventory_number", "serial_number", "notes"})


@dataclass(slots=True)
class Draft:
    """A row on its way: what is there now, what it tells of a device's columns, what is wrong.

    In `values` a room or a model that does not exist yet stands as its name (`RoomRef`,
    `ModelRef`); of a device that is there, only what changes stands in it.
    """

    row: Row
    tag: str
    current: Current | None
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def final(self, column: str) -> Any:
        """The value of a column after the import."""
        if column in self.values or self.current is None:
            return self.values.get(column)
        return self.current.values[column]

    def refuse(self, refused: Refused, column: str | None = None) -> None:
        """Note what is wrong."""
        self.faults.append(fault_of(self.row.number, refused, column))

    def number(self, column: str) -> Number | None:
        """The inventory or serial number after the import, as it must be unique."""
        return _number(self.final, column)

    def number_now(self, column: str) -> Number | None:
        """The same before the import; None for a new device."""
        return _number(self.current.values.__getitem__, column) if self.current else None


def _number(value: Callable[[str], Any], column: str) -> Number | None:
    owner, kind, number = value("institution_id"), value("kind_id"), comparable(value(column))
    return (owner, kind, number) if owner and kind and number else None


def read_draft(row: Row, tag: str, current: Current | None, known: Known) -> Draft:
    """Read every cell of a row; each wrong one becomes a fault of the draft."""
    draft = Draft(row, tag, current)
    told = dict(_plain_values(draft))
    for column, find in (("kind", known.kinds.named), ("institution", known.owners.named)):
        _take(draft, told, column, find)
    draft.values = told if current is None else _differing(told, current)
    for read in (_read_model, _read_room):
        try:
            read(draft, known)
        except Refused as refused:
            draft.refuse(refused)
    return draft if current else _completed(draft)


def _plain_values(draft: Draft) -> Iterator[tuple[str, Any]]:
    for column, text in draft.row.cells.items():
        read = _READ.get(column)
        if read is None:
            continue
        try:
            yield column, read(text)
        except Refused as refused:
            draft.refuse(refused, column)


def _take(draft: Draft, told: dict[str, Any], column: str, find: Callable[[str], int]) -> None:
    text = draft.row.cells.get(column)
    if text is None:
        if draft.current is None:
            draft.refuse(Refused(N_("A new device needs this.")), column)
        return
    try:
        told[f"{column}_id"] = find(text)
    except Refused as refused:
        draft.refuse(refused, column)


def _differing(told: Mapping[str, Any], current: Current) -> dict[str, Any]:
    now = current.values
    changed = {
        name: value
        for name, value in told.items()
        if value != now[name] and not (name in _TEXTS and cells.same_text(now[name], value))
    }
    if "institution_id" in changed:
        changed["room_id"] = None  # a move leaves the room; a told one follows
    return changed


def _read_model(draft: Draft, known: Known) -> None:
    told = draft.row.cells
    if "manufacturer" not in told and "model" not in told:
        return
    now = draft.current.values["model_id"] if draft.current else None
    model = known.catalog.model(told.get("manufacturer"), told.get("model"), now)
    if model != now:
        draft.values["model_id"] = model


def _read_room(draft: Draft, known: Known) -> None:
    site, room = draft.row.cells.get("site"), draft.row.cells.get("room")
    owner = draft.final("institution_id")
    elsewhere = any(fault.column == "institution" for fault in draft.faults)
    if owner is None or elsewhere or (site is None and room is None):
        return
    found = _room(known, owner, site, room, draft.final("room_id"))
    draft.values["room_id"] = found
    if draft.current and found == draft.current.values["room_id"]:
        del draft.values["room_id"]


def _room(
    known: Known, owner: int, site: str | None, room: str | None, now: int | None
) -> RoomRef | None:
    """The room that the two cells mean, beside the one where the device stands `now`."""
    places = known.places
    if room is None:
        return _room_of_site(known, owner, site or "", now)
    if site is not None:
        return places.room(owner, places.site(owner, site), room)
    if now is not None and cells.word_key(places.rooms[now].name) == cells.word_key(room):
        return now
    return places.room(owner, places.site_of_room(owner, known.owners.names[owner], room), room)


def _room_of_site(known: Known, owner: int, site: str, now: int | None) -> int | None:
    """What a site without a room means: the room where the device stands, or none.

    Raises:
        Refused: the device would stand at this site, but in which room is not told.
    """
    found = known.places.site(owner, site)
    if now is not None and known.places.rooms[now].site_id == found:
        return now
    if now is not None or len(known.places.sites_of(owner)) > 1:
        raise Refused(N_("Name the room too: a device stands in a room of a site."), field="room")
    return None


def _completed(draft: Draft) -> Draft:
    """A new device's purpose and status where they are blank."""
    in_room = "room" in draft.row.cells
    draft.values.setdefault("purpose", Purpose.PUPILS)
    draft.values.setdefault("status", Status.IN_USE if in_room else Status.AVAILABLE)
    draft.values["asset_tag"] = draft.tag
    return draft

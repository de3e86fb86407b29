"""Where a row of a device file puts its device."""

from assetmgr.db.errors import Refused
from assetmgr.exchange import cells
from assetmgr.exchange.devices.draft import Draft
from assetmgr.exchange.devices.known import Known
from assetmgr.exchange.places import RoomRef
from assetmgr.i18n.marks import N_


def read_room(draft: Draft, known: Known) -> None:
    """Read site and room of a row into the draft, where they change anything.

    Raises:
        Refused: which room is meant is not clear, or a name is too long.
    """
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

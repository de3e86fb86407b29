"""A change of a device in the words of the file."""

from typing import Any, Final

from assetmgr.exchange.devices.draft import Draft
from assetmgr.exchange.devices.known import Known
from assetmgr.exchange.places import NewRoom
from assetmgr.exchange.report import Shown, ShownChange

_NAMED: Final = {
    "institution_id": "institution",
    "kind_id": "kind",
    "model_id": "model",
    "room_id": "room",
}


def shown_change(draft: Draft, known: Known) -> ShownChange:
    """What a row changes, column by column, before and after."""
    before = draft.current.values if draft.current else {}
    columns = tuple(
        Shown(
            _NAMED.get(name, name),
            _words(name, before.get(name), known),
            _words(name, value, known),
        )
        for name, value in draft.values.items()
    )
    return ShownChange(draft.row.number, draft.tag, columns)


def _words(column: str, value: Any, known: Known) -> Any:
    if value is None:
        return None
    match column:
        case "institution_id":
            return known.owners.codes[value]
        case "kind_id":
            return known.kinds.codes[value]
        case "model_id":
            name = known.catalog.name_of(value)
            return name.full if name else None
        case "room_id":
            return value.name if isinstance(value, NewRoom) else known.places.rooms[value].name
    return value

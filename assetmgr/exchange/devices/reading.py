"""What one row of a device file tells, as columns of a device."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any, Final

from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Purpose, Status
from assetmgr.exchange import cells, words
from assetmgr.exchange.devices.current import Current
from assetmgr.exchange.devices.draft import Draft
from assetmgr.exchange.devices.known import Known
from assetmgr.exchange.devices.placing import read_room
from assetmgr.exchange.parse import Row
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


def read_draft(row: Row, tag: str, current: Current | None, known: Known) -> Draft:
    """Read every cell of a row; each wrong one becomes a fault of the draft."""
    draft = Draft(row, tag, current)
    told = dict(_plain_values(draft))
    for column, find in (("kind", known.kinds.named), ("institution", known.owners.named)):
        _take(draft, told, column, find)
    draft.values = told if current is None else _differing(told, current)
    for read, column in ((_read_model, "model"), (read_room, "room")):
        try:
            read(draft, known)
        except Refused as refused:
            draft.refuse(refused, refused.field or column)
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


def _completed(draft: Draft) -> Draft:
    """A new device's purpose and status where they are blank."""
    in_room = "room" in draft.row.cells
    draft.values.setdefault("purpose", Purpose.PUPILS)
    draft.values.setdefault("status", Status.IN_USE if in_room else Status.AVAILABLE)
    draft.values["asset_tag"] = draft.tag
    return draft

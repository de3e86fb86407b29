"""The rows that the sum of a closed stocktake covers, as they are stored."""

from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.inventory.models import Stocktake, StocktakeEntry, StocktakeLine

SEAL: Final = 2
"""Of a stocktake that is closed now. The first one's sum did not cover what came with migration
0007, so those that were closed before are summed up without it."""
HEAD: Final = (
    "id", "institution_id", "number", "title", "form", "scope", "commission", "opened_at",
    "opened_by", "closed_at", "closed_by",
)  # fmt: skip
LINE: Final = (
    "device_id", "institution_id", "asset_tag", "tag_key", "inventory_number", "serial_number",
    "kind_id", "model", "room_id", "site", "room", "status", "decision", "note", "result",
    "found_at", "found_by", "found_room_id", "found_room", "condition",
)  # fmt: skip
ENTRY: Final = (
    "id", "phone_id", "number", "uuid", "action", "target", "code", "outcome", "device_id",
    "owner", "room_id", "note", "condition", "move_here", "told_at", "at", "received_at",
    "resolved_at", "resolved_by",
)  # fmt: skip
_NEW_IN_HEAD: Final = ("seal", "names")
_NEW_IN_ENTRY: Final = (
    "asset_tag", "serial_number", "kind_id", "model", "status", "room", "resolution",
)  # fmt: skip
Rows = list[dict[str, Any]]


def sealed_rows(session: Session, stocktake_id: int) -> tuple[dict[str, Any], Rows, Rows]:
    """The stocktake itself, its lines, and its entries that came before the closing.

    Raises:
        ValueError: the scope has no such stocktake.
    """
    (head,) = _rows(session, Stocktake, HEAD + _NEW_IN_HEAD, Stocktake.id == stocktake_id)
    columns: tuple[str, ...] = ENTRY + _NEW_IN_ENTRY
    if head["seal"] == 1:
        head, columns = {name: head[name] for name in HEAD}, ENTRY
    lines = _rows(session, StocktakeLine, LINE, StocktakeLine.stocktake_id == stocktake_id)
    entries = _rows(
        session,
        StocktakeEntry,
        columns,
        StocktakeEntry.stocktake_id == stocktake_id,
        StocktakeEntry.is_late.is_(False),
    )
    return head, lines, entries


def _rows(session: Session, model: type[Any], names: tuple[str, ...], *criteria: Any) -> Rows:
    columns = [getattr(model, name) for name in names]
    rows = session.execute(select(*columns).where(*criteria))
    return [dict(zip(names, row, strict=True)) for row in rows]

"""What is decided about findings, as the page of the review tells it."""

from collections.abc import Mapping, Sequence
from typing import Final

from assetmgr.inventory.codes import Decision, Result
from assetmgr.inventory.operations.reviewing import Verdict
from assetmgr.inventory.queries.picture import Item

_DECISIONS: Final = set(Decision)


def verdicts(told: Mapping[str, str], items: Sequence[Item]) -> dict[int, Verdict]:
    """The decisions that differ from what stands now, by device.

    `decision-ID` decides about one device. `apply` names a room (0: none) of which all missing
    devices get the decision in `room-KEY`.
    """
    found = {item.device.device_id: _wanted(told, item) for item in items}
    by_id = {item.device.device_id: item for item in items}
    return {
        key: Verdict(Decision(wanted), by_id[key].device.note or "")
        for key, wanted in found.items()
        if wanted in _DECISIONS and wanted != by_id[key].decision
    }


def _wanted(told: Mapping[str, str], item: Item) -> str:
    key = str(item.device.room_id or 0)
    if told.get("apply") == key and item.result is Result.MISSING:
        return told.get(f"room-{key}", "")
    return told.get(f"decision-{item.device.device_id}", "")

"""What is decided about findings, as the page of the review tells it."""

from collections.abc import Mapping, Sequence
from typing import Final

from assetmgr.inventory.codes import Decision, Result
from assetmgr.inventory.operations.reviewing import Verdict
from assetmgr.inventory.queries.picture import Item

_DECISIONS: Final = set(Decision)


def verdicts(told: Mapping[str, str], items: Sequence[Item]) -> dict[int, Verdict]:
    """What the reader changed on the page, by device.

    `decision-ID` decides about one device, of which the page showed `was-ID`: what was left as it
    was shown is no verdict. `apply` names a room (0: none) of which all missing devices that the
    page showed get the decision in `room-KEY`.
    """
    found: dict[int, Verdict] = {}
    for item in items:
        key = item.device.device_id
        was, wanted = told.get(f"was-{key}", ""), _wanted(told, item)
        if {was, wanted} <= _DECISIONS and was != wanted:
            found[key] = Verdict(Decision(wanted), item.device.note or "", Decision(was))
    return found


def still_fitting(told: Mapping[str, str], items: Sequence[Item]) -> dict[int, Decision]:
    """What the reader chose and may choose still, by device: for the page after a refusal."""
    by_id = {item.device.device_id: item for item in items}
    return {
        key: verdict.decision
        for key, verdict in verdicts(told, items).items()
        if verdict.was is by_id[key].decision and verdict.decision in by_id[key].choices
    }


def _wanted(told: Mapping[str, str], item: Item) -> str:
    key = str(item.device.room_id or 0)
    if told.get("apply") == key and item.result is Result.MISSING:
        return told.get(f"room-{key}", "")
    return told.get(f"decision-{item.device.device_id}", "")

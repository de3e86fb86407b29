"""The lists of an act: what was not simply found."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from assetmgr.inventory.codes import Decision, Outcome, Result
from assetmgr.inventory.policy.scans import Scan
from assetmgr.inventory.queries.picture import Item, Picture
from assetmgr.inventory.showing.scans import code_text
from assetmgr.web.formats import datetime_text, language
from assetmgr.web.words import kind_name, word


@dataclass(frozen=True, slots=True)
class Listing:
    """A list under its heading; empty ones are left out of the act. `widths` are parts."""

    heading: str
    columns: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]


def lists_of(found: Picture) -> list[Listing]:
    """Every list of the act that has rows, in its order."""
    lists = [
        _missing(found),
        _elsewhere(found),
        _damaged(found),
        _own(found, Outcome.UNLISTED, _("Own devices that were not on the list")),
        _own(found, Outcome.WRITTEN_OFF, _("Written-off, lost or stolen devices that were found")),
        _foreign(found),
        _unknown(found),
    ]
    return [one for one in lists if one.rows]


def deeds(item: Item) -> str:
    """What was done about a finding."""
    words = {
        Decision.NOTHING: _("nothing was changed"),
        Decision.MOVED: _("moved to where it was found"),
        Decision.LOST: _("noted as lost"),
        Decision.STOLEN: _("noted as stolen"),
        Decision.NEEDS_REPAIR: _("noted as needing repair"),
    }
    done = [str(words[item.decision])]
    if item.moves and item.decision is not Decision.MOVED:
        done.append(str(words[Decision.MOVED]))
    return ", ".join(done)


def model_text(item: Item) -> str:
    """Kind and model of an expected device."""
    return f"{kind_name(item.device)}, {item.device.model}".removesuffix(", ")


def _missing(found: Picture) -> Listing:
    return Listing(
        _("Missing devices"),
        (_("Tag"), _("Inventory number"), _("Kind and model"), _("Room"), _("Decision")),
        (18, 15, 32, 14, 21),
        [
            (*_device(item), item.device.room, _decision(item))
            for item in found.with_result(Result.MISSING)
        ],
    )


def _elsewhere(found: Picture) -> Listing:
    return Listing(
        _("Found in another room"),
        (
            _("Tag"), _("Inventory number"), _("Kind and model"), _("Room by the list"),
            _("Found in"), _("Decision"),
        ),
        (17, 14, 24, 11, 14, 20),
        [
            (*_device(item), item.device.room, item.found_room, _decision(item))
            for item in found.with_result(Result.ELSEWHERE)
        ],
    )  # fmt: skip


def _damaged(found: Picture) -> Listing:
    return Listing(
        _("Devices that look damaged"),
        (_("Tag"), _("Inventory number"), _("Kind and model"), _("Room"), _("Decision")),
        (18, 15, 32, 14, 21),
        [
            (*_device(item), item.found_room or item.device.room, _decision(item))
            for item in found.damaged
        ],
    )


def _own(found: Picture, outcome: Outcome, heading: str) -> Listing:
    rows = []
    for scan in found.scans(outcome):
        one = scan.entry
        kind = kind_name(found.kinds[one.kind_id]) if one.kind_id else ""
        what = f"{kind}, {one.model or ''}".removesuffix(", ")
        rows.append(
            (one.asset_tag or code_text(scan.entry), what, word(one.status), one.room or "")
        )
    columns = (_("Tag"), _("Kind and model"), _("Status"), _("Found in"))
    return Listing(heading, columns, (18, 42, 22, 18), rows)


def _foreign(found: Picture) -> Listing:
    return Listing(
        _("Devices of other institutions"),
        (_("Code"), _("Institution"), _("Found in"), _("Scanned")),
        (28, 34, 18, 20),
        [
            (code_text(scan.entry), scan.entry.owner or "", scan.entry.room or "", _when(scan))
            for scan in found.scans(Outcome.FOREIGN)
        ],
    )


def _unknown(found: Picture) -> Listing:
    return Listing(
        _("Unknown codes"),
        (_("Code"), _("Found in"), _("Scanned"), _("Note")),
        (34, 16, 20, 30),
        [
            (code_text(scan.entry), scan.entry.room or "", _when(scan), _told(scan))
            for scan in found.scans(Outcome.UNKNOWN)
        ],
    )


def _device(item: Item) -> tuple[str, str, str]:
    return item.device.tag, item.device.inventory_number or "", model_text(item)


def _decision(item: Item) -> str:
    return f"{deeds(item)}; {item.note}" if item.note else deeds(item)


def _told(scan: Scan) -> str:
    """What was told at the scan, and why the code was set aside."""
    return "; ".join(text for text in (scan.remark.note, scan.entry.resolution) if text)


def _when(scan: Scan) -> str:
    return datetime_text(scan.entry.at, language())

"""The columns of a device that people set, and what follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from assetmgr.devices.codes import Funding, Purpose, Status
from assetmgr.devices.policy.text import comparable, search_text


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """Everything that is told of a new device; `model_name` is 'manufacturer model', for search."""

    asset_tag: str
    kind_id: int
    institution_id: int
    purpose: Purpose
    status: Status
    room_id: int | None = None
    model_id: int | None = None
    model_name: str | None = None
    inventory_number: str | None = None
    serial_number: str | None = None
    acquired_on: date | None = None
    price_eur: Decimal | None = None
    funding: Funding | None = None
    warranty_until: date | None = None
    aue: date | None = None
    notes: str | None = None


COLUMNS: Final = tuple(field.name for field in fields(DeviceFacts) if field.name != "model_name")
COPIED: Final = frozenset({"asset_tag", "serial_number", "model_id", "acquired_on", "aue"})
"""Columns that periods copy; a correction of one rewrites them all."""


def derived(facts: Mapping[str, Any], model_name: str | None) -> dict[str, Any]:
    """The columns that follow from what was told: comparison keys and the search text."""
    return {
        "tag_key": comparable(facts["asset_tag"]),
        "inventory_key": comparable(facts["inventory_number"]),
        "serial_key": comparable(facts["serial_number"]),
        "search_text": search_text(
            facts["asset_tag"],
            facts["inventory_number"],
            facts["serial_number"],
            model_name,
            facts["notes"],
        ),
    }

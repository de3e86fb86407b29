"""Reading devices."""

from assetmgr.devices.queries.activity import google_facts, weeks_of_use
from assetmgr.devices.queries.kinds import NamedKind, kinds
from assetmgr.devices.queries.listing import DevicePage, device_page, sort_key
from assetmgr.devices.queries.models import model_names
from assetmgr.devices.queries.one import (
    DeviceCard,
    by_code,
    device_card,
    device_or_none,
    found_by_id,
)
from assetmgr.devices.queries.owner import owner_of
from assetmgr.devices.queries.past import entries, names_in, stays
from assetmgr.devices.queries.rooms import NamedRoom, room_named, rooms_of
from assetmgr.devices.queries.standing import AgeRow, StandingRow, age_rows, standing
from assetmgr.devices.queries.wanted import AgeBand, Order, SortBy, Wanted

__all__ = [
    "AgeBand",
    "AgeRow",
    "DeviceCard",
    "DevicePage",
    "NamedKind",
    "NamedRoom",
    "Order",
    "SortBy",
    "StandingRow",
    "Wanted",
    "age_rows",
    "by_code",
    "device_card",
    "device_or_none",
    "device_page",
    "entries",
    "found_by_id",
    "google_facts",
    "kinds",
    "model_names",
    "names_in",
    "owner_of",
    "room_named",
    "rooms_of",
    "sort_key",
    "standing",
    "stays",
    "weeks_of_use",
]

"""Query parameters as the discovery document describes them; others are refused, as Google does."""

from collections.abc import Mapping
from typing import Any

from sync.emulator import discovery
from sync.emulator.wire import ApiError, invalid

NOT_IMITATED = frozenset({"orgUnitPath", "includeChildOrgunits", "filter", "callback"})


def check_parameters(query: Mapping[str, str], method: dict[str, Any]) -> None:
    """Raise ApiError for a parameter that the method lacks, or with a value that it refuses."""
    described = discovery.parameters(method)
    for name, value in query.items():
        if name not in described:
            raise invalid(f'Invalid JSON payload received. Unknown name "{name}"', name)
        if name in NOT_IMITATED:
            raise ApiError(501, "notImplemented", f"The stand-in does not imitate {name}.", name)
        _check_value(name, value, described[name])


def _check_value(name: str, value: str, described: dict[str, Any]) -> None:
    if "enum" in described and value not in described["enum"]:
        raise invalid(f"Invalid value '{value}'.", name)
    if described["type"] == "integer" and not _is_allowed_number(value, described):
        raise invalid(f"Invalid value '{value}'.", name)


def _is_allowed_number(value: str, described: dict[str, Any]) -> bool:
    return value.isdecimal() and int(value) >= int(described.get("minimum", 0))

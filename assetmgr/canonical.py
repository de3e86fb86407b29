"""Canonical JSON: equal rows give equal bytes, anywhere and at any time."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from json import JSONEncoder
from types import NoneType
from typing import Any, Final

Row = Mapping[str, Any]
_AS_IT_IS: Final = frozenset((NoneType, str, int, bool, dict, list))
_ENCODER: Final = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(row: Row) -> bytes:
    """One row as canonical JSON (UTF-8, sorted keys, no spaces, ended by a line feed).

    Moments are UTC with microseconds, codes are their text.
    """
    plain = {
        name: value if type(value) in _AS_IT_IS else _plain(value) for name, value in row.items()
    }
    return _ENCODER.encode(plain).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value

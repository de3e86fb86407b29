"""The sum over a closed stocktake's rows: the same rows give the same sum, anywhere."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

Row = Mapping[str, Any]


def rows_sha256(head: Row, lines: Iterable[Row], entries: Iterable[Row]) -> str:
    """SHA-256 (64 hex digits) over the stocktake, its lines and its entries.

    One line of canonical JSON each (UTF-8, sorted keys, no spaces, ended by a line feed): the
    head, then lines by `tag_key` and `device_id`, then entries by `id`. The order in which rows
    come is of no account.
    """
    ordered = [
        head,
        *sorted(lines, key=lambda row: (row["tag_key"], row["device_id"])),
        *sorted(entries, key=lambda row: row["id"]),
    ]
    total = sha256()
    for row in ordered:
        total.update(canonical(row))
    return total.hexdigest()


def canonical(row: Row) -> bytes:
    """One row as canonical JSON; moments are UTC with microseconds, codes are their text."""
    plain = {name: _plain(value) for name, value in row.items()}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value

"""The sum over a closed stocktake's rows: the same rows give the same sum, anywhere."""

from collections.abc import Iterable
from hashlib import sha256

from assetmgr.canonical import Row, canonical


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

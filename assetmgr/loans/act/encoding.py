"""Contents as JSON, back, and as one hash."""

from hashlib import sha256
from typing import Any

from assetmgr.canonical import canonical
from assetmgr.loans.act.contents import ActContents
from assetmgr.loans.act.plain import from_plain, to_plain
from assetmgr.loans.act.returned import ReturnContents


def to_json(contents: ActContents | ReturnContents) -> dict[str, Any]:
    """Contents as a dictionary of what JSON knows; every key is there."""
    told: dict[str, Any] = to_plain(contents)
    return told


def from_json(told: dict[str, Any]) -> ActContents:
    """The act that `to_json` told.

    Raises:
        ValueError: a key is unknown or missing, or a value is wrong; the message says where.
    """
    return from_plain(ActContents, told)


def return_from_json(told: dict[str, Any]) -> ReturnContents:
    """The return that `to_json` told; raises as `from_json`."""
    return from_plain(ReturnContents, told)


def contents_sha256(contents: ActContents | ReturnContents) -> str:
    """SHA-256 (64 hex digits) over one line of canonical JSON: the same contents, the same hash."""
    return sha256(canonical(to_json(contents))).hexdigest()

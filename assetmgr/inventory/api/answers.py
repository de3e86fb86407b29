"""From plain values to the JSON that phones get."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from flask_babel import force_locale

from assetmgr.devices.codes import Status
from assetmgr.devices.queries import NamedKind
from assetmgr.inventory.operations.receipts import Delivered, Receipt
from assetmgr.inventory.queries.delta import Delta
from assetmgr.inventory.queries.heads import Head
from assetmgr.inventory.queries.phone_list import PhoneList
from assetmgr.web.words import kind_name, word


def stocktake(head: Head) -> dict[str, Any]:
    """Which stocktake a phone counts for."""
    return {
        "id": head.id,
        "number": head.label,
        "title": head.title,
        "institution": head.short_name,
        "status": head.status,
    }


def listed(
    head: Head, found: PhoneList, kinds: tuple[NamedKind, ...], language: str
) -> dict[str, Any]:
    """The list that a phone carries, with words in its language."""
    with force_locale(language):
        words = {
            "kind": {kind.code: kind_name(kind) for kind in kinds},
            "status": {status.value: word(status) for status in Status},
        }
    return {"stocktake": stocktake(head), **asdict(found), "words": words}


def delivered(answer: Delivered) -> dict[str, Any]:
    """What became of a delivery."""
    return {
        "received": answer.received,
        "status": answer.status,
        "receipts": [_receipt(one) for one in answer.receipts],
    }


def found(delta: Delta) -> dict[str, Any]:
    """What all phones found."""
    return {
        "after": delta.after,
        "resolved": delta.resolved,
        "changes": [dict(_plain(asdict(one))) for one in delta.changes],
    }


def _receipt(one: Receipt) -> dict[str, Any]:
    return asdict(one)


def _plain(fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in fields.items():
        yield name, value.isoformat() if name == "at" else value

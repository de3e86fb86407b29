"""What the page of a class sends: pairs of a pupil and a device."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from assetmgr.devices.policy.text import comparable
from assetmgr.web.addresses import key_of
from labels.spec import tag_from_scan

LONGEST: Final = 100
_FIELD: Final = "device-"
_BETWEEN: Final = re.compile(r"[\s,;]+")


def codes_of(text: str) -> list[str]:
    """The tags in a pasted or scanned list, each once, in its order."""
    told = (tag_from_scan(part)[:LONGEST] for part in _BETWEEN.split(text) if part)
    return list(dict.fromkeys(told))


def pairs_of(sent: Mapping[str, str]) -> dict[int, str]:
    """The tag that is told for each person; who has none is left out."""
    found = {}
    for name, text in sent.items():
        person_id = key_of(name.removeprefix(_FIELD)) if name.startswith(_FIELD) else None
        if person_id is not None and text.strip():
            found[person_id] = tag_from_scan(text)[:LONGEST]
    return found


def keys_of(tags: Iterable[str]) -> set[str]:
    """The tags as they compare."""
    return {key for tag in tags if (key := comparable(tag))}

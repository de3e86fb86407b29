"""When two codes are the same: a label's address and the bare tag on it are."""

from assetmgr.devices.policy.text import comparable
from labels.spec import tag_from_scan


def key_of(code: str | None) -> str | None:
    """The tag that a code carries, as it compares; None where it can be no tag."""
    key = comparable(tag_from_scan(code)) if code else None
    return None if key is None or "\0" in key else key


def thing(device_id: int | None, code: str | None) -> int | str | None:
    """What was scanned: a device of the institution, else what was read; None if nothing was.

    Two scans with the same answer are scans of the same thing, and so are counted once.
    """
    return key_of(code) if device_id is None else device_id

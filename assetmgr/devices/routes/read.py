"""A label was read, by a telephone's own camera or by a scanner: the page that it opens says so.

An address only reads, so the opened page notes the sighting by a request of its own, once.
"""

from typing import Final

from flask import session

_KEY: Final = "label_read"


def remember(device_id: int) -> None:
    """Keep in the browser's session whose label was read just now."""
    session[_KEY] = device_id


def is_just_read(device_id: int) -> bool:
    """Whether it was this device's, and its page is the next one; asked once."""
    return bool(session.pop(_KEY, None) == device_id)

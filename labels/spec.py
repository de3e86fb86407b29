"""What stands on a label, and the web address that its QR code carries."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
"""The characters of QR's alphanumeric mode (ISO/IEC 18004, table 5)."""

_TAG_URL = re.compile(r"https?://[^?#]*/d/(?P<tag>[^/?#]+)/?(?:[?#].*)?", re.IGNORECASE | re.DOTALL)
_ROOM_URL = re.compile(
    r"https?://[^?#]*/r/(?P<id>[0-9]{1,18})/?(?:[?#].*)?", re.IGNORECASE | re.DOTALL
)


_ROOM_BARE = re.compile(r"room:(?P<id>[0-9]{1,18})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LabelSpec:
    """One label: `url` is the upper-case QR payload, the rest is printed as it is.

    `tag` is what always stands there, large; `lines` follow it in this order as far as they fit.
    `bare` is the payload of a label too small for the address.
    """

    url: str
    tag: str
    lines: tuple[str, ...]
    bare: str


def tag_label(base_url: str, tag: str, lines: tuple[str, ...] = ()) -> LabelSpec:
    """Give the label of a device, or of a code that waits for one.

    Raises:
        ValueError: as `tag_url` does.
    """
    return LabelSpec(tag_url(base_url, tag), tag, lines, bare_payload(tag))


def room_label(base_url: str, room_id: int, name: str, lines: tuple[str, ...] = ()) -> LabelSpec:
    """Give the label of a room, its name in the place of the tag.

    Raises:
        ValueError: as `room_url` does.
    """
    return LabelSpec(room_url(base_url, room_id), name, lines, f"ROOM:{room_id}")


def tag_url(base_url: str, tag: str) -> str:
    """Give the upper-case address `BASE_URL/D/TAG` that opens a device.

    Letters a-z become capitals (tags are compared without case); everything that is neither
    a letter A-Z, a digit nor one of `-.:*$` is percent-encoded as UTF-8, so that the whole stays
    in QR's alphanumeric mode.

    Raises:
        ValueError: the tag is empty, or the base URL has a character outside that mode.
    """
    if not tag:
        raise ValueError("a device without an asset tag has no label")
    return f"{_base(base_url)}/D/{_encoded(tag)}"


def room_url(base_url: str, room_id: int) -> str:
    """Give the upper-case address `BASE_URL/R/ID` that a room's label carries.

    Raises:
        ValueError: the id is not positive, or the base URL has a character outside QR's
            alphanumeric mode.
    """
    if room_id < 1:
        raise ValueError(f"no room has the id {room_id}")
    return f"{_base(base_url)}/R/{room_id}"


def room_from_scan(text: str) -> int | None:
    """Give the room's id that a scanned room label carries; None for any other text.

    The address is taken in any case, with or without a query; white space around it goes. So is
    `ROOM:ID`, which labels too small for the address carry.
    """
    text = text.strip()
    match = _ROOM_URL.fullmatch(text) or _ROOM_BARE.fullmatch(text)
    return int(match["id"]) if match else None


def tag_from_scan(text: str) -> str:
    """Give the asset tag that a scanner meant: from a label's address, or as it was typed.

    The address is taken in any case, with or without a query; white space around it goes.
    """
    text = text.strip()
    match = _TAG_URL.fullmatch(text)
    return unquote(match["tag"]) if match else text


def bare_payload(tag: str) -> str:
    """Give the QR payload of a label too small for an address: the tag, if possible in capitals."""
    capitals = _ascii_upper(tag)
    return capitals if ALPHANUMERIC.issuperset(capitals) else tag


def _base(base_url: str) -> str:
    base = base_url.rstrip("/").upper()
    if strange := set(base) - ALPHANUMERIC:
        raise ValueError(
            f"the base URL {base_url!r} cannot go into a compact QR code because of "
            f"{' '.join(sorted(strange))!r}: use A-Z, 0-9 and - . / : only"
        )
    return base


def _encoded(tag: str) -> str:
    # `quote` never encodes _ and ~, which the alphanumeric mode lacks.
    return quote(_ascii_upper(tag), safe=":*$").replace("_", "%5F").replace("~", "%7E")


def _ascii_upper(text: str) -> str:
    """Capitals for a-z alone: for other letters `upper` is not always undone by `casefold`."""
    return "".join(letter.upper() if letter.isascii() else letter for letter in text)

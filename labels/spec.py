"""What stands on a label, and the web address that its QR code carries."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
"""The characters of QR's alphanumeric mode (ISO/IEC 18004, table 5)."""

_TAG_URL = re.compile(r"https?://[^?#]*/d/(?P<tag>[^/?#]+)/?(?:[?#].*)?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class LabelSpec:
    """One label: `url` is the upper-case QR payload, the rest is printed as it is.

    `owner` is the institution's short name; `owner` and `model` may be empty.
    """

    url: str
    tag: str
    owner: str
    model: str


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
    base = base_url.rstrip("/").upper()
    if strange := set(base) - ALPHANUMERIC:
        raise ValueError(
            f"the base URL {base_url!r} cannot go into a compact QR code because of "
            f"{' '.join(sorted(strange))!r}: use A-Z, 0-9 and - . / : only"
        )
    return f"{base}/D/{_encoded(tag)}"


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


def _encoded(tag: str) -> str:
    # `quote` never encodes _ and ~, which the alphanumeric mode lacks.
    return quote(_ascii_upper(tag), safe=":*$").replace("_", "%5F").replace("~", "%7E")


def _ascii_upper(text: str) -> str:
    """Capitals for a-z alone: for other letters `upper` is not always undone by `casefold`."""
    return "".join(letter.upper() if letter.isascii() else letter for letter in text)

"""Addresses that came from outside, and the one that letters name."""

from typing import Final
from urllib.parse import urlsplit

from flask import current_app, url_for
from werkzeug.routing import IntegerConverter, Map

from assetmgr.extensions import config_of

LARGEST_KEY: Final = 2**31 - 1
"""What the databases' integers hold."""


class Key(IntegerConverter):
    """A row's number in an address; a larger one than any row has is not found."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST_KEY)


def key_of(text: str) -> int | None:
    """The row's number that a parameter holds; None for anything that is none."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_KEY))
    return int(text) if is_number and int(text) <= LARGEST_KEY else None


def local(address: str | None, default: str = "/") -> str:
    """`address` if it is a path of this site, else `default`: a link never leads elsewhere.

    Browsers take a backslash for a slash and leave out tabs and ends of lines, by which an address
    that looks like a path leads to another site.
    """
    if not address or not address.startswith("/") or address.startswith("//"):
        return default
    if "\\" in address or not address.isprintable():
        return default
    parts = urlsplit(address)
    return default if parts.scheme or parts.netloc else address


def borrowers_page() -> str:
    """The address of the page on which borrowers read what was decided."""
    return f"{config_of(current_app).base_url}{url_for('borrowing.home')}"

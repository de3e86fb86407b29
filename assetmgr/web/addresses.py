"""Addresses that came from outside."""

from urllib.parse import urlsplit


def local(address: str | None, default: str = "/") -> str:
    """`address` if it is a path of this site, else `default`: a link never leads elsewhere."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return default
    parts = urlsplit(address)
    return default if parts.scheme or parts.netloc else address

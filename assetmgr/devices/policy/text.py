"""How texts of a device compare and are searched."""

import unicodedata


def comparable(text: str | None) -> str | None:
    """A tag or number without case and outer space, for comparison; None where nothing is left.

    No text has a NUL, and PostgreSQL stores none: with one it is as nothing.
    """
    bare = text.strip() if text else ""
    return bare.casefold() if bare and "\0" not in bare else None


def plain(text: str) -> str:
    """Casefolded and without diacritics, for search: 'Šķūnis' is found by 'skunis'."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def search_text(*parts: str | None) -> str:
    """The text in which a device is found, at most 600 characters."""
    return plain(" ".join(part for part in parts if part))[:600]

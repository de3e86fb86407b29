"""How texts of a device compare and are searched."""

import unicodedata


def comparable(text: str | None) -> str | None:
    """A tag or number without case and outer space, for comparison; None stays None."""
    return text.strip().casefold() if text and text.strip() else None


def plain(text: str) -> str:
    """Casefolded and without diacritics, for search: 'Šķūnis' is found by 'skunis'."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def search_text(*parts: str | None) -> str:
    """The text in which a device is found, at most 600 characters."""
    return plain(" ".join(part for part in parts if part))[:600]

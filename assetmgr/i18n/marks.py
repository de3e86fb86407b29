"""Marks a text for translation where none is made yet (below routes and forms)."""


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """`text` itself; the extractor finds it here, and whoever shows it translates it."""
    return text

"""Codes of the privacy rule."""

from enum import StrEnum


class Matter(StrEnum):
    """What is forgotten."""

    ACTS = "acts"
    PEOPLE = "people"
    REQUESTS = "requests"
    """The words of requests that nothing was lent for."""

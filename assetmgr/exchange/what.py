"""What a file holds."""

from enum import StrEnum
from typing import Final


class What(StrEnum):
    """The kinds of file that go in and out."""

    DEVICES = "devices"
    PEOPLE = "people"
    INSTITUTIONS = "institutions"
    HEADCOUNTS = "headcounts"


MUNICIPAL: Final = frozenset({What.INSTITUTIONS, What.HEADCOUNTS})
"""What the municipality alone imports."""

"""How somebody signs or agrees."""

from enum import StrEnum


class SignedHow(StrEnum):
    """How an act was signed, or a guardian agreed."""

    SCREEN = "screen"
    PAPER = "paper"
    CONTAINER = "container"
    LINK = "link"

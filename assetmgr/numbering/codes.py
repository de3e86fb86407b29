"""What is numbered."""

from enum import StrEnum


class Series(StrEnum):
    """What an institution numbers without a gap."""

    ACT = "act"
    REQUEST = "request"

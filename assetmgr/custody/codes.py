"""Codes of custody."""

from enum import StrEnum


class Verdict(StrEnum):
    """Whether the borrower is the one who used a lent Chromebook."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

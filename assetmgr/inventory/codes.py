"""The words of a stocktake."""

from enum import StrEnum


class Form(StrEnum):
    """How a stocktake is done."""

    SCANNED = "scanned"
    """By phones, with a commission and an act."""
    TICKED = "ticked"
    """On one page, by ticking pictures: a preschool's small count."""


class StocktakeStatus(StrEnum):
    """Open until its act is made; a closed one never changes."""

    OPEN = "open"
    CLOSED = "closed"


class Action(StrEnum):
    """What a phone tells; each has a number of its own, from 1 without a gap."""

    SCAN = "scan"
    UNDO = "undo"
    """Takes back the scan `target`."""
    REMARK = "remark"
    """Note, condition or 'move it here' of the scan `target`; the last one counts."""


class Outcome(StrEnum):
    """What a scan means, whoever else scanned the same device.

    *Again* is not stored: a scan is again where an earlier one of the device was not undone.
    """

    FOUND = "found"
    ELSEWHERE = "elsewhere"
    """Expected, but in another room than the one that was scanned."""
    UNLISTED = "unlisted"
    """A device of the institution that this stocktake does not expect (out of its scope)."""
    FOREIGN = "foreign"
    """Another institution's: its short name is all that is told."""
    WRITTEN_OFF = "written_off"
    UNKNOWN = "unknown"


class Condition(StrEnum):
    """How the device looked."""

    GOOD = "good"
    DAMAGED = "damaged"


class Result(StrEnum):
    """What the stocktake found of an expected device."""

    FOUND = "found"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"


class Decision(StrEnum):
    """What is done about a finding; the default changes nothing."""

    NOTHING = "nothing"
    MOVED = "moved"
    LOST = "lost"
    STOLEN = "stolen"
    NEEDS_REPAIR = "needs_repair"

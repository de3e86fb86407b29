"""What a scanned or typed code may turn out to be."""

from enum import StrEnum


class Meaning(StrEnum):
    """What a code means to whoever scans it."""

    DEVICE = "device"
    """A device within the reader's scope."""
    SEVERAL = "several"
    """A serial or inventory number that several devices have."""
    ROOM = "room"
    BLANK = "blank"
    """A pre-printed code that is on no device yet."""
    FOREIGN = "foreign"
    """Another institution's: its short name is all that is told."""
    UNKNOWN = "unknown"

"""The codes of this feature."""

from enum import StrEnum


class LabelLine(StrEnum):
    """What may stand on a label under the tag, in this order."""

    OWNER = "owner"
    MODEL = "model"
    KIND = "kind"
    ROOM = "room"
    INVENTORY_NUMBER = "inventory_number"
    SERIAL_NUMBER = "serial_number"


class Order(StrEnum):
    """In which order labels come."""

    TAG = "tag"
    ROOM = "room"


class Printed(StrEnum):
    """Which devices are chosen by their labels."""

    NEVER = "never"
    """No label was printed."""
    UNSEEN = "unseen"
    """Its label was printed, and nobody scanned it since."""

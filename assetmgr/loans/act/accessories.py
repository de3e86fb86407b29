"""What is lent along with a device."""

from enum import StrEnum


class Accessory(StrEnum):
    """Codes of accessories; their words belong to a layout, so that old acts keep theirs."""

    CHARGER = "charger"
    BAG = "bag"
    MOUSE = "mouse"
    KEYBOARD = "keyboard"
    HEADSET = "headset"
    CABLE = "cable"
    ADAPTER = "adapter"
    STYLUS = "stylus"
    CASE = "case"
    OTHER = "other"

"""Asset tags, inventory numbers and serial numbers."""

from dataclasses import dataclass, field
from functools import cache

from assetmgr.demo.tables import table

_LETTERS = "0123456789BCDFGHJKLMNPQRSTVWXYZ"
_STEP = 7_368_787
"""Prime, and no multiple of 31: neighbouring numbers give serials far apart, and none twice."""

_MAKERS = {"Lenovo": "PF", "HP": "5CD", "Acer": "NX", "Dell": "", "Apple": "F9", "ASUS": "M8"}


@dataclass(frozen=True, slots=True)
class Kind:
    """How devices of a kind are tagged and numbered."""

    prefix: str
    account: str
    serial_length: int


@dataclass(frozen=True, slots=True)
class Names:
    """The three names of one device. Tags and serials are unique in the municipality."""

    tag: str
    inventory_number: str
    serial_number: str


@dataclass(slots=True)
class Namer:
    """Gives out names one after another, each kind counted on its own."""

    given: dict[str, int] = field(default_factory=dict)

    def name(self, kind: str, manufacturer: str) -> Names:
        """The next names of the kind. Raises KeyError for a kind that data/kinds.csv lacks."""
        how = kinds()[kind]
        number = self.given[kind] = self.given.get(kind, 0) + 1
        return Names(
            f"{how.prefix}-{number:04d}",
            f"{how.account}-{number:05d}",
            serial_number(manufacturer, number, how.serial_length),
        )


def serial_number(manufacturer: str, number: int, length: int) -> str:
    """A maker's prefix and a scrambled number; different numbers never give the same serial."""
    prefix = _MAKERS.get(manufacturer, manufacturer[:2].upper())
    value = number * _STEP % 31 ** (length - 2)
    code = ""
    for _ in range(length - 2):
        value, digit = divmod(value, 31)
        code += _LETTERS[digit]
    return prefix + code


@cache
def kinds() -> dict[str, Kind]:
    """The kinds of data/kinds.csv by code."""
    return {
        row["kind"]: Kind(row["tag_prefix"], row["account"], int(row["serial_length"]))
        for row in table("kinds")
    }

"""Each field with its named master (docs/rumis.md has the table with its reasons)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assetmgr.exchange.shape import header_key


class Master(StrEnum):
    """Which register is right about a field."""

    OURS = "ours"
    RUMIS = "rumis"


class Name(StrEnum):
    """A field that is compared."""

    SERIAL = "serial_number"
    INVENTORY = "inventory_number"
    TAG = "own_name"
    MODEL = "model"
    STATUS = "status"
    VALUE = "value_eur"
    ACT = "act_rumis_number"
    ACT_STATUS = "act_status"
    ISSUED = "issued_on"
    DUE = "due_on"
    RETURNED = "returned_on"


@dataclass(frozen=True, slots=True)
class Field:
    """A field, its header in RUMIS's files with others that mean it, and its master."""

    name: Name
    header: str
    master: Master
    aliases: tuple[str, ...] = ()


FIELDS: Final = (
    Field(Name.SERIAL, "Sērijas Nr.", Master.OURS, ("Sērijas numurs",)),
    Field(
        Name.INVENTORY,
        "Inventāra Nr",
        Master.OURS,
        ("Inventāra numurs", "Inventarizācijas Nr", "Inventarizācijas numurs"),
    ),
    Field(Name.TAG, "Iestādes piešķirtais nosaukums", Master.OURS),
    Field(Name.MODEL, "Modelis", Master.OURS, ("Modeļa nosaukums",)),
    Field(Name.STATUS, "Statuss", Master.OURS, ("Resursa statuss",)),
    Field(Name.VALUE, "Iegādes vērtība", Master.RUMIS, ("Vērtība",)),
    Field(Name.ACT, "PNA Nr", Master.RUMIS, ("Akta Nr", "PNA numurs", "Akta numurs")),
    Field(Name.ACT_STATUS, "Akta statuss", Master.OURS, ("PNA statuss",)),
    Field(Name.ISSUED, "Izsniegšanas datums", Master.OURS, ("Izsniegts",)),
    Field(Name.DUE, "Atgriešanas termiņš", Master.OURS, ("Nodošanas termiņš", "Termiņš")),
    Field(Name.RETURNED, "Atgriešanas datums", Master.OURS, ("Atgriezts",)),
)
MASTERS: Final = {field.name: field.master for field in FIELDS}
HEADERS: Final = {field.name: field.header for field in FIELDS}
_KNOWN: Final = {
    header_key(header): field.name for field in FIELDS for header in (field.header, *field.aliases)
}


def field_of(header: str) -> Name | None:
    """The field that a header means; None: one that is not compared."""
    return _KNOWN.get(header_key(header))

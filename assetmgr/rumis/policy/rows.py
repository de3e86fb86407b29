"""A resource with its acts, as each of the two registers has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assetmgr.rumis.policy.fields import Name


@dataclass(frozen=True, slots=True)
class OurAct:
    """An act of ours; codes are RUMIS's. No borrower."""

    id: int
    number: str
    rumis_number: str | None
    status: str
    issued_on: date | None
    due_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Ours:
    """A laptop or Chromebook of ours with its acts, the newest last; codes are RUMIS's."""

    device_id: int
    institution_id: int
    asset_tag: str
    subtype: str
    manufacturer: str
    model: str
    serial_number: str | None
    inventory_number: str | None
    status: str
    acquisition: str
    purpose: str
    target: str
    location: str
    value_eur: Decimal | None
    entered_on: date
    acts: tuple[OurAct, ...] = ()


@dataclass(frozen=True, slots=True)
class Theirs:
    """A row of RUMIS's export: its number in the file, and the text of each field it has."""

    row: int
    cells: Mapping[Name, str]

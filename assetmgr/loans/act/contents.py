"""All that stands on a handover act, frozen at issue so that a reprint equals the original.

The fields are RUMIS's and ours. Amounts are texts such as "349.00": two equal amounts then have
one spelling, and one hash.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assetmgr.agreements.codes import SignedHow
from assetmgr.loans.act.accessories import Accessory
from assetmgr.people.codes import PersonRole

_AMOUNT = re.compile(r"(0|[1-9][0-9]*)\.[0-9]{2}", re.ASCII)


class Relation(StrEnum):
    """Who receives a device for its user."""

    SELF = "self"
    GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device as of the day it was issued; `name` is its kind's word, manufacturer and model."""

    name: str
    model: str | None
    serial_number: str | None
    inventory_number: str | None
    asset_tag: str
    value_eur: str | None
    condition: str | None

    def __post_init__(self) -> None:
        """Raise ValueError where the value is no amount."""
        check_amount(self.value_eur)


@dataclass(frozen=True, slots=True)
class AccessoryCount:
    """So many of an accessory, at least one."""

    code: Accessory
    count: int

    def __post_init__(self) -> None:
        """Raise ValueError where there is none."""
        if self.count < 1:
            raise ValueError(f"an act names what is issued: {self.count} is not at least 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """The pupil or employee who uses the device."""

    name: str
    class_name: str | None
    role: PersonRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who receives the device and is liable for it.

    A guardian has no `name` as long as none agreed: it is whoever will have agreed.
    """

    name: str | None
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianConsent:
    """A guardian agreed to the terms for a minor: who, how, and on which day."""

    name: str
    how: SignedHow
    given_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """Who issues or takes back a device for the institution."""

    name: str
    position: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The institution's ICT contact person."""

    name: str
    email: str | None
    phone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """An institution's terms; `text` has a paragraph on each line, clauses begin "1." or "1.1."."""

    version: int
    title: str
    text: str
    liability: str
    liability_limit_eur: str | None
    dispute: str
    monitoring: str

    def __post_init__(self) -> None:
        """Raise ValueError where the limit is no amount."""
        check_amount(self.liability_limit_eur)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActContents:
    """An act; without `due_on` it is open-ended. `layout` is the drawing it was issued with."""

    layout: int = 1
    number: str
    rumis_number: str | None
    supersedes: str | None
    institution: str
    place: str | None
    issued_on: date
    due_on: date | None
    device: Device
    accessories: tuple[AccessoryCount, ...]
    user: User
    recipient: Recipient
    consent: GuardianConsent | None
    issued_by: Official
    contact: Contact | None
    terms: Terms


def amount_text(amount: Decimal) -> str:
    """An amount of euros as contents have it, "349.00"; more than whole cents is a ValueError."""
    cents = amount.quantize(Decimal("0.01"))
    if cents != amount:
        raise ValueError(f"{amount} euros are not whole cents")
    return check_amount(f"{cents:f}") or ""


def check_amount(text: str | None) -> str | None:
    """Give an amount back; raise ValueError unless it is None or euros and two digits of cents."""
    if text is not None and not _AMOUNT.fullmatch(text):
        raise ValueError(f"{text!r} is no amount such as '349.00'")
    return text

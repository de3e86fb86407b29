"""The Latvian words of the first layout; they are part of it and not translated elsewhere."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from assetmgr.agreements.codes import SignedHow
from assetmgr.loans.act.accessories import Accessory
from assetmgr.loans.act.contents import Contact, Official, Recipient, Relation, User
from assetmgr.loans.act.signature import Signature
from assetmgr.loans.codes import ReturnState
from assetmgr.people.codes import PersonRole

NOTHING: Final = "–"
_CLASS: Final = re.compile(r"[0-9]{1,2}\. ?\w{0,2}")
"""A school's class, 7.b; a preschool's group is called by its name."""
RIGA: Final = ZoneInfo("Europe/Riga")
ACCESSORIES: Final[Mapping[Accessory, str]] = {
    Accessory.CHARGER: "lādētājs",
    Accessory.BAG: "soma",
    Accessory.MOUSE: "pele",
    Accessory.KEYBOARD: "tastatūra",
    Accessory.HEADSET: "austiņas",
    Accessory.CABLE: "kabelis",
    Accessory.ADAPTER: "adapteris",
    Accessory.STYLUS: "irbulis",
    Accessory.CASE: "apvalks",
    Accessory.OTHER: "cits piederums",
}
RELATIONS: Final[Mapping[Relation, str]] = {
    Relation.SELF: "resursa lietotājs",
    Relation.GUARDIAN: "lietotāja vecāks vai likumiskais pārstāvis",
}
STATES: Final[Mapping[ReturnState, str]] = {
    ReturnState.WORKING: "darba kārtībā",
    ReturnState.DAMAGED: "bojāts",
}
SIGNED: Final[Mapping[SignedHow, str]] = {
    SignedHow.SCREEN: "Parakstīts uz ekrāna",
    SignedHow.PAPER: "Parakstīts uz papīra",
    SignedHow.CONTAINER: "Parakstīts elektroniski",
    SignedHow.LINK: "Apstiprināts ar saiti",
}


def day_text(day: date) -> str:
    """22.11.2026."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}."


def due_text(day: date | None, user: User) -> str:
    """The due date, or how long an open-ended loan lasts."""
    if day:
        return day_text(day)
    if user.role is PersonRole.EMPLOYEE:
        return "līdz darba attiecību beigām"
    return "līdz iestādes pieprasījumam"


def money_text(amount: str | None) -> str:
    """1 234,50 EUR, with spaces where no line is broken."""
    if amount is None:
        return NOTHING
    euros, cents = amount.split(".")
    return f"{int(euros):,}".replace(",", "\u00a0") + f",{cents}\u00a0EUR"


def user_text(user: User) -> str:
    """A user's name, and where they belong."""
    if user.role is PersonRole.EMPLOYEE:
        return f"{user.name}, darbinieks"
    if not user.class_name:
        return user.name
    klass = user.class_name + (" klase" if _CLASS.fullmatch(user.class_name) else "")
    return f"{user.name}, {klass}"


def recipient_text(recipient: Recipient) -> str:
    """A recipient's name, and on whose behalf they receive."""
    return f"{recipient.name} ({RELATIONS[recipient.relation]})"


def official_text(official: Official) -> str:
    """A name and a position."""
    return ", ".join(filter(None, (official.name, official.position)))


def contact_text(contact: Contact | None) -> str:
    """A name and how to reach them."""
    if contact is None:
        return NOTHING
    phone = (contact.phone or "").replace(" ", "\u00a0")
    return ", ".join(filter(None, (contact.name, contact.email, phone)))


def counted(accessories: Iterable[tuple[Accessory, int]]) -> list[str]:
    """Accessories with their numbers; none are broken over lines."""
    told = (f"{ACCESSORIES[code]} – {count} gab." for code, count in accessories)
    return [one.replace(" ", "\u00a0") for one in told]


def liable_text(recipient: Recipient, limit: str | None) -> str:
    """Who is liable, and up to what."""
    most = money_text(limit) if limit else "resursa atlikusī vērtība"
    return f"Saņēmējs {recipient.name}. Lielākā atlīdzināmā summa: {most}."


def signed_text(signature: Signature) -> str:
    """How and when, by the clock in Riga."""
    moment = signature.signed_at.astimezone(RIGA)
    return f"{SIGNED[signature.how]} {day_text(moment)} {moment:%H:%M}"


def hash_text(digest: str) -> str:
    """64 hex digits in groups of eight."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))

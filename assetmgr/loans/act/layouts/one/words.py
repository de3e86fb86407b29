"""The Latvian words of the first layout; they are part of it and not translated elsewhere."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from assetmgr.agreements.codes import SignedHow
from assetmgr.loans.act.accessories import Accessory
from assetmgr.loans.act.contents import (
    Contact,
    GuardianConsent,
    Official,
    Recipient,
    Relation,
    User,
)
from assetmgr.loans.act.signature import Signature, Signer
from assetmgr.loans.codes import ReturnState
from assetmgr.people.codes import PersonRole
from assetmgr.riga import RIGA

NOTHING: Final = "–"
_CLASS: Final = re.compile(r"[0-9]{1,2}\. ?\w{0,2}")
"""A school's class, 7.b; a preschool's group is called by its name."""
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


AGREED: Final[Mapping[SignedHow, str]] = {
    SignedHow.SCREEN: "uz ekrāna",
    SignedHow.PAPER: "uz papīra",
    SignedHow.CONTAINER: "e-parakstītā dokumentā",
    SignedHow.LINK: "ar saiti",
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
    relation = RELATIONS[recipient.relation]
    return f"{recipient.name} ({relation})" if recipient.name else relation


def agreed_text(consent: GuardianConsent) -> str:
    """Who agreed, when and how: "Anna Ozola, piekrita noteikumiem 02.09.2026. (ar saiti)"."""
    return f"{consent.name}, {_agreed(consent)}"


def _agreed(consent: GuardianConsent) -> str:
    return f"piekrita noteikumiem {day_text(consent.given_on)} ({AGREED[consent.how]})"


def receives_text(recipient: Recipient, consent: GuardianConsent | None) -> str:
    """Who receives, and on a minor's act that they agreed."""
    if consent is None:
        return recipient_text(recipient)
    return f"{recipient_text(recipient)}. {_agreed(consent).capitalize()}"


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
    who = recipient.name or f"– {RELATIONS[recipient.relation]}"
    return f"Saņēmējs {who}. Lielākā atlīdzināmā summa: {most}."


def signed_text(signature: Signature) -> str:
    """Who signed where it is the user, how and when, by the clock in Riga."""
    moment = signature.signed_at.astimezone(RIGA)
    told = f"{SIGNED[signature.how]} {day_text(moment)} {moment:%H:%M}"
    if signature.signer is Signer.RECIPIENT:
        return told
    return f"{signature.name}, lietotājs, saņēma. {told}"


def hash_text(digest: str) -> str:
    """64 hex digits in groups of eight."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))

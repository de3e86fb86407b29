"""Reminders of devices that are due: on which days, and what they say (in Latvian alone)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from assetmgr.lending.policy.settings import Settings

SUBJECT_SOON: Final = "Atgādinājums: tuvojas ierīces atdošanas diena"
SUBJECT_LATE: Final = "Atgādinājums: ierīces atdošanas diena ir pagājusi"


@dataclass(frozen=True, slots=True)
class Item:
    """A device as a letter lists it."""

    name: str
    asset_tag: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose device it is, and whom to ask."""

    institution: str
    contact: str | None


def due_days(today: date, settings: Settings) -> frozenset[date]:
    """The days of return of which people are reminded today."""
    before = {today + timedelta(days=days) for days in settings.remind_before}
    after = {today - timedelta(days=days) for days in settings.remind_after}
    return frozenset(before | after)


def horizon(today: date, settings: Settings) -> date:
    """A letter lists what is due until then: nobody is written to twice where once would do."""
    return today + timedelta(days=max(settings.remind_before, default=0))


def first_name(name: str | None) -> str:
    """The first name of a person; nothing of who is forgotten."""
    return (name or "").partition(" ")[0]


def letter(
    user: str, items: Sequence[Item], sender: Sender, today: date, *, to_guardian: bool
) -> tuple[str, str]:
    """The subject and the text of one person's letter.

    Args:
        user: the first name of who uses the devices.
        items: all that is due, at least one, the longest due first.
    """
    is_late = any(one.due_on < today for one in items)
    lines = [
        "Labdien!",
        "",
        _why(user, sender.institution, len(items), to_guardian=to_guardian),
        "",
        *(f"• {one.name}, birka {one.asset_tag} – {_when(one.due_on, today)}" for one in items),
        "",
        "Lūdzu, atdodiet to kopā ar lādētāju un citiem piederumiem."
        if len(items) == 1
        else "Lūdzu, atdodiet tās kopā ar lādētājiem un citiem piederumiem.",
        "Ja ierīce vajadzīga ilgāk vai ar to kas noticis, pasakiet to skolai: vienosimies.",
        "Ja ierīce jau atdota, šo vēstuli varat neņemt vērā.",
        "",
        sender.institution,
        *([sender.contact] if sender.contact else []),
    ]
    return (SUBJECT_LATE if is_late else SUBJECT_SOON), "\n".join(lines) + "\n"


def _why(user: str, institution: str, count: int, *, to_guardian: bool) -> str:
    what = "ierīci" if count == 1 else "ierīcēm"
    lent = "kas izsniegta lietošanā" if count == 1 else "kas izsniegtas lietošanā"
    whom = "jūsu bērnam" if to_guardian else "jums"
    named = f" (lietotājs: {user})" if user else ""
    return f"{institution} atgādina par {what}, {lent} {whom}{named}:"


def _when(due_on: date, today: date) -> str:
    day = f"{due_on:%d.%m.%Y}."
    days = (today - due_on).days
    if days == 0:
        return f"jāatdod šodien, {day}"
    if days < 0:
        return f"jāatdod līdz {day}"
    return f"bija jāatdod līdz {day}"

"""What borrowers and guardians are told by mail of a loan, in Latvian alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from assetmgr.loans.codes import CaseKind
from assetmgr.loans.policy.reminders import Sender

OF_CASE: Final[Mapping[CaseKind, str]] = {
    CaseKind.FAULT: "darbības traucējumiem",
    CaseKind.DAMAGE: "bojājumu",
    CaseKind.LOSS: "nozaudēšanu",
    CaseKind.THEFT: "zādzību",
}
"""A decision on a device's …"""


class Reader(StrEnum):
    """Who reads a letter, and so how they are addressed."""

    PUPIL = "pupil"
    EMPLOYEE = "employee"
    GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True)
class About:
    """The loan a letter is about: its act's number, its device, its user's first name."""

    number: str
    device: str
    user: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter says: its subject, a sentence for each reader, and what follows it.

    `key` with `kind` makes the letter one of a kind; it names no person.
    """

    kind: str
    key: str
    subject: str
    text: Mapping[Reader, str]
    more: Sequence[str] = ()


def longer_granted(one: About, until: date, answer: str | None, key: str) -> Told:
    """A borrower who asked may keep the device longer."""
    until_day = f"ilgāk: līdz {_day(until)}"
    return Told(
        "longer_granted",
        key,
        f"Ierīci var lietot ilgāk (akts {one.number})",
        {
            Reader.PUPIL: f"Ierīci ({one.device}) vari lietot {until_day}",
            Reader.EMPLOYEE: f"Ierīci ({one.device}) varat lietot {until_day}",
            Reader.GUARDIAN: f"Jūsu bērns ({one.user}) var lietot ierīci ({one.device})"
            f" {until_day}",
        },
        _answer(answer),
    )


def longer_refused(one: About, due_on: date | None, answer: str | None, key: str) -> Told:
    """A borrower who asked may not keep the device longer."""
    stays = f" Atdošanas diena nemainās: {_day(due_on)}" if due_on else ""
    to_borrower = f"Šoreiz ierīci ({one.device}) ilgāk paturēt nevarēs.{stays}"
    return Told(
        "longer_refused",
        key,
        f"Ierīci ilgāk paturēt nevarēs (akts {one.number})",
        {
            Reader.PUPIL: to_borrower,
            Reader.EMPLOYEE: to_borrower,
            Reader.GUARDIAN: f"Jūsu bērns ({one.user}) lūdza paturēt ierīci ({one.device}) ilgāk."
            f" Šoreiz to nevarēs.{stays}",
        },
        _answer(answer),
    )


def case_decided(one: About, kind: CaseKind, amount: str | None, dispute: str, key: str) -> Told:
    """It is decided what is owed; `amount` as it is written, None: nothing."""
    what = f"({one.device}) {OF_CASE[kind]}, akts {one.number}."
    owed = f"atlīdzināmā summa ir {amount}" if amount else "zaudējumi nav jāatlīdzina"
    return Told(
        "case_decided",
        key,
        f"Lēmums par ierīci (akts {one.number})",
        {
            Reader.PUPIL: f"Skolā ir pieņemts lēmums par ierīces {what}",
            Reader.EMPLOYEE: f"Iestādē ir pieņemts lēmums par ierīces {what}",
            Reader.GUARDIAN: "Skolā ir pieņemts lēmums par Jūsu bērnam"
            f" ({one.user}) izsniegtās ierīces {what}",
        },
        (
            f"Nolemts: {owed}. Lēmuma vēstuli ar pamatojumu un aprēķinu var saņemt iestādē.",
            *([f"Kā šo lēmumu apstrīdēt (no akta noteikumiem):\n{dispute}"] if dispute else []),
        ),
    )


def devices_exchanged(one: About, before: str, key: str) -> Told:
    """The borrower's new act is of the device that they have by now."""
    paper = f"Akts {one.number} stājas akta {before} vietā un vēl jāparaksta."
    now_has = f"lietošanā ir {one.device}. {paper}"
    noted = "pierakstīja, ka ierīces ir samainītas: tagad"
    return Told(
        "devices_exchanged",
        key,
        f"Ierīces ir samainītas: jauns akts {one.number}",
        {
            Reader.PUPIL: f"Skola {noted} tavā {now_has}",
            Reader.EMPLOYEE: f"Iestāde {noted} Jūsu {now_has}",
            Reader.GUARDIAN: f"Skola {noted} Jūsu bērna ({one.user}) {now_has}",
        },
        ("Ja tas tā nav, lūdzam to paziņot iestādei.",),
    )


def body(told: Told, reader: Reader, sender: Sender, address: str) -> str:
    """The text of a letter; `address`: where borrowers find their own page."""
    page = {Reader.PUPIL: f"Sava lapa: {address}", Reader.EMPLOYEE: f"Jūsu lapa: {address}"}
    signed = "\n".join(filter(None, (sender.institution, sender.contact)))
    parts = ["Labdien!", told.text[reader], *told.more, page.get(reader, ""), signed]
    return "\n\n".join(filter(None, parts)) + "\n"


def _answer(answer: str | None) -> tuple[str, ...]:
    return (f"Atbilde: {answer}",) if answer else ()


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}."

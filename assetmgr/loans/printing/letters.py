"""Letters to parents before the summer: one page for each pupil."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final

from assetmgr.loans.act.marks import Page
from assetmgr.loans.printing import paper

TITLE: Final = "Ierīces jāatdod pirms vasaras"


@dataclass(frozen=True, slots=True)
class Home:
    """To whose parents a letter goes, and what is to come back: 'Chromebook, birka K-1', days."""

    pupil: str
    class_name: str
    devices: Sequence[tuple[str, date | None]]


def write_letters(
    stream: BinaryIO, institution: str, contact: str, today: date, homes: Iterable[Home]
) -> None:
    """Write the letters."""
    pages = (_letter(institution, contact, today, one) for one in homes)
    paper.write(stream, TITLE, institution, pages)


def _letter(institution: str, contact: str, today: date, one: Home) -> list[Page]:
    flow = paper.new_flow()
    paper.title(flow, institution, TITLE, paper.day(today))
    whose = f"{one.pupil}, {one.class_name}".removesuffix(", ")
    paper.text(flow, f"Labdien!\nSkola lietošanā ir izsniegusi ierīces ({whose}):")
    for what, due_on in one.devices:
        until = f" – jāatdod līdz {paper.day(due_on)}" if due_on else ""
        paper.text(flow, f"• {what}{until}", bold=True)
    paper.text(
        flow,
        "Lūdzu, atdodiet tās skolā kopā ar lādētāju un citiem piederumiem."
        " Pirms atdošanas saglabājiet savus failus.\n"
        "Ja ierīce bojāta vai nozaudēta, pasakiet to skolai: izskatīsim kopā.\n"
        "Ja ierīce vajadzīga arī vasarā, jautājiet par termiņa pagarinājumu.",
    )
    if contact:
        paper.text(flow, f"Jautājumiem: {contact}")
    return paper.footed(flow, TITLE)

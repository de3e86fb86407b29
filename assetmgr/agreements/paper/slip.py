"""Slips with a guardian's link as a QR code, A5, one on a page; in Latvian."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO, Final

from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm

from assetmgr.loans.act.document import Papers
from assetmgr.loans.act.layouts.one.words import day_text
from assetmgr.loans.act.marks import Mark, Text
from assetmgr.loans.act.pen import Pen
from assetmgr.loans.act.typeset import wrap
from labels import qr

WIDE, HIGH = A5
LEFT: Final = 16 * mm
ROOM: Final = WIDE - 2 * LEFT
SIDE: Final = 62 * mm
TITLE: Final = "Piekrišana noteikumiem"
SAID: Final = (
    "Skola grib izsniegt ierīci lietošanai mājās. Pirms tam vajadzīga Jūsu piekrišana.",
    "1. Nolasiet kodu ar tālruņa kameru vai ierakstiet adresi pārlūkā.",
    "2. Izlasiet noteikumus, ierakstiet savu vārdu un apstipriniet.",
)


@dataclass(frozen=True, slots=True)
class Slip:
    """One pupil's: the first name and the class are all that a lost slip tells."""

    first_name: str
    class_name: str | None
    address: str = field(repr=False)
    until: date


def write_slips(stream: BinaryIO, institution: str, slips: Sequence[Slip]) -> None:
    """Write a page for each."""
    papers = Papers(stream, TITLE, institution)
    pen = Pen(papers)
    for slip in slips:
        content = "\n".join((pen.draw(list(_texts(institution, slip))), _code(slip.address)))
        papers.add_content_page(content, WIDE, HIGH)
    papers.close()


def _texts(institution: str, slip: Slip) -> Iterator[Mark]:
    y = HIGH - 18 * mm
    whose = ", ".join(filter(None, (slip.first_name, slip.class_name)))
    for text, size, bold in ((institution, 10.0, False), (TITLE, 15.0, True), (whose, 13.0, True)):
        for line in wrap(text, ROOM, size, bold):
            yield Text(LEFT, y, line, size, bold)
            y -= size * 1.35
    y -= 6
    for text in SAID:
        for line in wrap(text, ROOM, 10.0):
            yield Text(LEFT, y, line, 10.0)
            y -= 14
    for line in wrap(slip.address, ROOM, 9.0, bold=True):
        yield Text(LEFT, y - 4, line, 9.0, True)
        y -= 12
    told = f"Der vienu reizi, līdz {day_text(slip.until)} Nedodiet šo lapu citiem."
    for row, line in enumerate(wrap(told, ROOM, 9.0)):
        yield Text(LEFT, 16 * mm - row * 12, line, 9.0, muted=True)


def _code(payload: str) -> str:
    """The QR code in the middle, low on the page."""
    modules = qr.matrix(payload)
    side = SIDE / len(modules)
    x, y = (WIDE - SIDE) / 2, 24 * mm
    dark = (
        f"{x + column * side:.2f} {y + SIDE - (row + 1) * side:.2f} {side:.3f} {side:.3f} re"
        for row, line in enumerate(modules)
        for column, module in enumerate(line)
        if module
    )
    return f"0 g {' '.join(dark)} f"

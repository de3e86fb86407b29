"""1,000 handover acts as one PDF against the same lines and rules drawn by bare reportlab."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from assetmgr.agreements.codes import SignedHow
from assetmgr.loans.act.accessories import Accessory
from assetmgr.loans.act.contents import (
    AccessoryCount,
    ActContents,
    Contact,
    Device,
    GuardianConsent,
    Official,
    Recipient,
    Relation,
    User,
)
from assetmgr.loans.act.default_terms import DEFAULT_TERMS
from assetmgr.loans.act.document import write_acts
from assetmgr.loans.act.encoding import contents_sha256
from assetmgr.loans.act.layouts import layout_of
from assetmgr.loans.act.marks import Page, Rule, Text, Tick
from assetmgr.people.codes import PersonRole
from bench.timing import Measured, in_turn
from labels import fonts

ACTS: Final = 1_000


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What stands on a page: (x, y, text, size, font), (x, y, end) and (x, y, side)."""

    texts: Sequence[tuple[float, float, str, float, str]]
    rules: Sequence[tuple[float, float, float]]
    ticks: Sequence[tuple[float, float, float]]


def measure(_folder: Path, runs: int = 3) -> list[Measured]:
    """The whole file, hashes and line breaks in it, against lines that are broken already."""
    acts = [_act(number) for number in range(ACTS)]
    pages = [_drawn(page) for one in acts for page in _pages(one)]
    ours, bare = in_turn(lambda: write_acts(BytesIO(), acts), lambda: _bare(pages), runs)
    return [Measured(f"{ACTS:,} acts as one PDF", ours, bare, 1.5, "bare reportlab")]


def _bare(pages: Sequence[_Drawn]) -> None:
    for weight in (400, 700):
        pdfmetrics.registerFont(fonts.load(weight))
    canvas = Canvas(BytesIO(), pagesize=A4)
    for page in pages:
        for x, y, text, size, font in page.texts:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        for x, y, end in page.rules:
            canvas.line(x, y, end, y)
        for x, y, side in page.ticks:
            canvas.rect(x, y, side, side)
        canvas.showPage()
    canvas.save()


def _pages(contents: ActContents) -> list[Page]:
    return layout_of(contents.layout).act(contents, contents_sha256(contents), None)


def _drawn(page: Page) -> _Drawn:
    texts = [one for one in page if isinstance(one, Text)]
    rules = [one for one in page if isinstance(one, Rule)]
    ticks = [one for one in page if isinstance(one, Tick)]
    return _Drawn(
        [(o.x, o.y, o.text, o.size, "PTSans-700" if o.bold else "PTSans-400") for o in texts],
        [(one.x, one.y, one.x + one.length) for one in rules],
        [(one.x, one.y, one.side) for one in ticks],
    )


def _act(number: int) -> ActContents:
    """An act of a pupil's; every name, tag and number is its own."""
    return ActContents(
        number=f"A-RAI-{number}",
        rumis_number=None,
        supersedes=None,
        institution="Liepājas Raiņa 6. vidusskola",
        place="Ausekļa iela 64, Liepāja",
        issued_on=date(2026, 9, 1),
        due_on=date(2027, 6, 15),
        device=Device(
            name="Chromebook Acer Chromebook 311",
            model="Chromebook 311",
            serial_number=f"NXKD4EL{number:07}",
            inventory_number=f"0123{number:05}",
            asset_tag=f"K-{number:05}",
            value_eur=f"{300 + number % 40}.00",
            condition=None,
        ),
        accessories=(AccessoryCount(Accessory.CHARGER, 1), AccessoryCount(Accessory.BAG, 1)),
        user=User(name=f"Skolēns {number}", class_name="7.b", role=PersonRole.PUPIL),
        recipient=Recipient(name=f"Vecāks {number}", relation=Relation.GUARDIAN),
        consent=GuardianConsent(
            name=f"Vecāks {number}", how=SignedHow.LINK, given_on=date(2026, 8, 20)
        ),
        issued_by=Official(name="Anna Ozola", position="bibliotekāre"),
        contact=Contact(name="Juris Bērziņš", email="ikt@skola.example", phone="+371 60000000"),
        terms=DEFAULT_TERMS,
    )

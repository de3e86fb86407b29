"""Writing the act as PDF (A4)."""

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from typing import IO, Any

from flask_babel import force_locale
from flask_babel import gettext as _
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    LongTable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from assetmgr.inventory.act import style
from assetmgr.inventory.act.contents import Contents, contents_of
from assetmgr.inventory.act.lists import Listing
from assetmgr.inventory.act.pages import NumberedCanvas
from assetmgr.inventory.policy.scope import Member
from assetmgr.inventory.queries.picture import Picture


def write_act(found: Picture, out: IO[bytes]) -> None:
    """Write the act of a stocktake, in Latvian; an open one's is a draft that says so."""
    with force_locale("lv"):
        contents = contents_of(found)
        draft = "" if contents.total else _("DRAFT")
        document = SimpleDocTemplate(
            out,
            pagesize=style.PAGE,
            leftMargin=style.LEFT - style.FRAME,
            rightMargin=style.RIGHT - style.FRAME,
            topMargin=style.TOP - style.FRAME,
            bottomMargin=style.BOTTOM - style.FRAME,
            title=contents.title,
            author=contents.institution,
            lang="lv",
        )
        canvas = partial(
            NumberedCanvas, foot=contents.title, of=_("Page %(page)s of %(pages)s"), draft=draft
        )
        document.build(list(_flowables(contents)), canvasmaker=canvas)


def _flowables(contents: Contents) -> Iterator[Flowable]:
    yield _words(contents.institution, style.text(11, align=TA_CENTER))
    yield Spacer(0, 3 * mm)
    yield _words(contents.title, style.text(15, bold=True, align=TA_CENTER))
    yield Spacer(0, 4 * mm)
    yield _facts(contents.facts)
    if contents.commission:
        yield _words(_("Commission"), style.heading())
        for member in contents.commission:
            yield _words(f"{member.name}, {member.position}", style.text())
    yield _words(_("Result"), style.heading())
    yield _facts(contents.counts, figures=True)
    for listing in contents.lists:
        yield from _list(listing)
    if contents.phones:
        yield _words(_("Counted with"), style.heading())
        yield from (_words(one, style.text()) for one in contents.phones)
    yield KeepTogether(list(_end(contents)))


def _facts(facts: Sequence[tuple[str, str]], *, figures: bool = False) -> Table:
    look = style.text(bold=True, align=TA_RIGHT if figures else TA_LEFT)
    rows = [[_words(name, style.text()), _words(told, look)] for name, told in facts]
    share = 0.8 if figures else 0.25
    rules: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, style.RULE),
    ]
    widths = [style.WIDTH * share, style.WIDTH * (1 - share)]
    return Table(rows, colWidths=widths, style=rules, hAlign="LEFT")


def _list(listing: Listing) -> Iterator[Flowable]:
    yield CondPageBreak(35 * mm)
    yield _words(f"{listing.heading} ({len(listing.rows)})", style.heading())
    head = [_words(name, style.text(8, bold=True)) for name in listing.columns]
    rows = [[_words(cell, style.text(8)) for cell in row] for row in listing.rows]
    rules: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), style.SHADE),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, style.RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    widths = [style.WIDTH * part / sum(listing.widths) for part in listing.widths]
    yield LongTable([head, *rows], colWidths=widths, repeatRows=1, style=rules)


def _end(contents: Contents) -> Iterator[Flowable]:
    """The sum over the rows, then a line for each one who signs."""
    if contents.total:
        yield _words(_("Checksum of the rows (SHA-256)"), style.heading())
        yield _words(contents.total, style.text(8.5))
    yield _words(_("Signatures"), style.heading())
    people = contents.commission or [Member("", _("head of the institution"))]
    yield from (_signature(member) for member in people)


def _signature(member: Member) -> Table:
    who = f"{member.position}, {member.name}".removesuffix(", ")
    cells = [_words(who, style.text()), "", _words(_("(date)"), style.text(8)), ""]
    rules: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 16),
        ("LINEBELOW", (1, 0), (1, 0), 0.6, style.INK),
        ("LINEBELOW", (3, 0), (3, 0), 0.6, style.INK),
    ]
    widths = [style.WIDTH * part for part in (0.42, 0.3, 0.1, 0.18)]
    return Table([cells], colWidths=widths, style=rules, hAlign="LEFT")


def _words(told: str, look: Any) -> Paragraph:
    """A paragraph of plain text; PT Sans has no narrow no-break space."""
    return Paragraph(escape(told.replace("\u202f", "\u00a0"), quote=False), look)

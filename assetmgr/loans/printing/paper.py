"""What these papers share: heads, feet, and paragraphs of the act's own look."""

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from assetmgr.loans.act.document import Papers
from assetmgr.loans.act.flow import Flow
from assetmgr.loans.act.layouts.one import frame, parts, style
from assetmgr.loans.act.marks import Page, Rule, Text
from assetmgr.loans.act.typeset import width, wrap


def new_flow() -> Flow:
    """Empty pages."""
    return frame.new_flow()


def footed(flow: Flow, name: str) -> list[Page]:
    """The pages, each with the paper's name and its number at the foot."""
    count = len(flow.pages)
    told = wrap(name, style.WIDTH * 0.8, style.SMALL)[0]
    for number, page in enumerate(flow.pages, start=1):
        place = f"{number}. lapa no {count}"
        right = style.RIGHT - width(place, style.TINY)
        page += [
            Rule(style.LEFT, style.FOOT, style.WIDTH),
            Text(style.LEFT, style.FOOT - 9, told, style.TINY, muted=True),
            Text(right, style.FOOT - 9, place, style.TINY, muted=True),
        ]
    return list(flow.pages)


def title(flow: Flow, institution: str, text: str, below: str = "") -> None:
    """The institution, what the paper is, and a line under it."""
    parts.centred(flow, institution, style.TEXT + 1)
    flow.y -= 4
    parts.centred(flow, text, style.TITLE, bold=True)
    if below:
        parts.centred(flow, below, style.TEXT)
    flow.y -= 6


def text(flow: Flow, told: str, *, bold: bool = False, size: float = style.TEXT + 1) -> None:
    """A paragraph for each line."""
    for line in told.splitlines():
        broken = wrap(line, style.WIDTH, size, bold)
        for portion in flow.portions(broken, parts.lead(size)):
            flow.y -= parts.lines(flow, style.LEFT, portion, size, bold)
        flow.y -= size * 0.45


def day(told: date) -> str:
    """22.11.2026."""
    return f"{told:%d.%m.%Y}."


def write(stream: BinaryIO, name: str, author: str, papers: Iterable[list[Page]]) -> None:
    """Write papers into one PDF, each from a new page on."""
    document = Papers(stream, name, author)
    for pages in papers:
        document.add(pages)
    document.close()

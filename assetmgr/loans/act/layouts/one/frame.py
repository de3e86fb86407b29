"""Heads and feet of pages, drawn when it is known how many there are."""

from assetmgr.loans.act.flow import Flow
from assetmgr.loans.act.layouts.one import style, words
from assetmgr.loans.act.marks import Mark, Page, Rule, Text
from assetmgr.loans.act.typeset import width, wrap


def new_flow() -> Flow:
    """Empty pages of the first layout."""
    return Flow(top=style.TOP, later_top=style.LATER_TOP, bottom=style.BOTTOM)


def framed(flow: Flow, name: str, digest: str) -> list[Page]:
    """The pages, each with its foot, and from the second on with a head; `name` is the paper's."""
    count = len(flow.pages)
    # a name that is no number of ours may be long: what has no room stands in the title alone
    name = wrap(name, style.WIDTH * 0.7, style.SMALL, bold=True)[0]
    for number, page in enumerate(flow.pages, start=1):
        page.extend(_foot(name, number, count, digest))
        if number > 1:
            page.extend(_head(name, number, count))
    return list(flow.pages)


def _head(name: str, page: int, pages: int) -> list[Mark]:
    base = style.LATER_TOP + 16
    told = f"{name}, {page}. lapa no {pages}"
    return [
        Text(style.LEFT, base, told, style.SMALL, bold=True),
        Rule(style.LEFT, base - 6, style.WIDTH),
    ]


def _foot(name: str, page: int, pages: int, digest: str) -> list[Mark]:
    told = f"{page}. lapa no {pages}"
    right = style.RIGHT - width(told, style.TINY + 0.5)
    total = f"Satura kontrolsumma (SHA-256): {words.hash_text(digest)}"
    return [
        Rule(style.LEFT, style.FOOT, style.WIDTH),
        Text(style.LEFT, style.FOOT - 9, name, style.TINY + 0.5),
        Text(right, style.FOOT - 9, told, style.TINY + 0.5),
        Text(style.LEFT, style.FOOT - 18, total, style.TINY, muted=True),
    ]

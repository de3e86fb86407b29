"""Names over lines to sign on, or over what was drawn on the screen."""

from typing import Final

from reportlab.lib.units import mm

from assetmgr.loans.act.contents import ActContents
from assetmgr.loans.act.flow import Flow
from assetmgr.loans.act.layouts.one import parts, style, words
from assetmgr.loans.act.marks import Pencil, Rule, Text
from assetmgr.loans.act.signature import PAD_RATIO, Signature
from assetmgr.loans.act.typeset import wrap

SPACE: Final = 11.5 * mm
"""Height of the place for a signature."""
SIGNED: Final = 50 * mm
"""Length of the line under it; the date's begins after a gap."""
GAP: Final = 4 * mm
CAPTION: Final = 10.0
COLUMNS: Final = (style.LEFT, style.SECOND)
SAID: Final = (
    "Parakstot saņēmējs apliecina, ka resursu un piederumus ir saņēmis un noteikumiem piekrīt."
)

Signer = tuple[str, str]
"""What they do, and who they are; nobody is an empty text."""


def signing(flow: Flow, contents: ActContents, signature: Signature | None) -> None:
    """Who issues and who receives, with room for a pen or what was drawn on the screen."""
    signers = (
        ("Nodeva", words.official_text(contents.issued_by)),
        ("Pieņēma lietošanā", words.recipient_text(contents.recipient)),
    )
    flow.need(40 + signatures_height(signers))
    parts.heading(flow, "Paraksti")
    flow.y -= parts.lines(flow, style.LEFT, [SAID], style.SMALL) + 3
    signatures(flow, signers, signature)


def signatures_height(signers: tuple[Signer, Signer]) -> float:
    """What `signatures` takes, in points."""
    return parts.lead(style.SMALL) + _names_height(signers) + SPACE + CAPTION


def signatures(
    flow: Flow, signers: tuple[Signer, Signer], signature: Signature | None = None
) -> None:
    """Two signers side by side; `signature` is the right one's, where it was given already."""
    for x, (deed, name) in zip(COLUMNS, signers, strict=True):
        flow.put(Text(x, flow.y - style.SMALL, deed, style.SMALL, muted=True))
        flow.y -= parts.lead(style.SMALL)
        parts.lines(flow, x, _name(name))
        flow.y += parts.lead(style.SMALL)
    flow.y -= parts.lead(style.SMALL) + _names_height(signers) + SPACE
    _blank(flow, style.LEFT)
    if signature:
        _given(flow, style.SECOND, signature)
    else:
        _blank(flow, style.SECOND)
    flow.y -= CAPTION


def _name(name: str) -> tuple[str, ...]:
    return wrap(name, style.HALF, style.TEXT)


def _names_height(signers: tuple[Signer, Signer]) -> float:
    return max(len(_name(name)) for _, name in signers) * parts.lead(style.TEXT)


def _blank(flow: Flow, x: float) -> None:
    """Lines to sign and to write the date on, and under them what they are for."""
    date_x = x + SIGNED + GAP
    flow.put(Rule(x, flow.y, SIGNED, strong=True))
    flow.put(Rule(date_x, flow.y, style.HALF - SIGNED - GAP, strong=True))
    for start, told in ((x, "(paraksts)"), (date_x, "(datums)")):
        flow.put(Text(start, flow.y - style.TINY - 1, told, style.TINY, muted=True))


def _given(flow: Flow, x: float, signature: Signature) -> None:
    high, low = SPACE - 4, flow.y + 2
    strokes = tuple(
        tuple((x + across * high * PAD_RATIO, low + (1 - down) * high) for across, down in stroke)
        for stroke in signature.strokes
    )
    if strokes:
        flow.put(Pencil(strokes))
    flow.put(Rule(x, flow.y, style.HALF, strong=True))
    told = words.signed_text(signature)
    flow.put(Text(x, flow.y - style.SMALL - 0.5, told, style.SMALL))

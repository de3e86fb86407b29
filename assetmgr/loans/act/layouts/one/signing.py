"""Names over lines to sign on, or over what was drawn on the screen."""

from typing import Final

from reportlab.lib.units import mm

from assetmgr.loans.act.contents import ActContents, Relation
from assetmgr.loans.act.flow import Flow
from assetmgr.loans.act.layouts.one import parts, style, words
from assetmgr.loans.act.marks import Pencil, Rule, Text
from assetmgr.loans.act.signature import PAD_RATIO, Signature
from assetmgr.loans.act.signature import Signer as Signatory
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
SAID_FOR_A_MINOR: Final = (
    "Parakstot saņēmējs vai lietotājs apliecina, ka resurss un piederumi ir saņemti. Noteikumiem"
    " piekrīt saņēmējs."
)

Signer = tuple[str, str]
"""What they do, and who they are; nobody is an empty text."""


def signing(flow: Flow, contents: ActContents, signature: Signature | None) -> None:
    """Who issues and who receives, with room for a pen or what was drawn on the screen."""
    signers = (
        ("Nodeva", words.official_text(contents.issued_by)),
        ("Pieņēma lietošanā", _received_by(contents, signature)),
    )
    flow.need(40 + signatures_height(signers, signature))
    parts.heading(flow, "Paraksti")
    is_minors = contents.recipient.relation is Relation.GUARDIAN
    said = SAID_FOR_A_MINOR if is_minors else SAID
    flow.y -= parts.lines(flow, style.LEFT, [said], style.SMALL) + 3
    signatures(flow, signers, signature)


def _received_by(contents: ActContents, signature: Signature | None) -> str:
    """Who receives; where the pupil signed, the guardian did by the agreement."""
    if signature and signature.signer is Signatory.USER and contents.consent:
        return words.agreed_text(contents.consent)
    return words.recipient_text(contents.recipient)


def signatures_height(signers: tuple[Signer, Signer], signature: Signature | None = None) -> float:
    """What `signatures` takes, in points."""
    return parts.lead(style.SMALL) + _names_height(signers) + SPACE + _caption_height(signature)


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
    flow.y -= _caption_height(signature)


def _name(name: str) -> tuple[str, ...]:
    return wrap(name, style.HALF, style.TEXT)


def _names_height(signers: tuple[Signer, Signer]) -> float:
    return max(len(_name(name)) for _, name in signers) * parts.lead(style.TEXT)


def _caption(signature: Signature) -> tuple[str, ...]:
    return wrap(words.signed_text(signature), style.HALF, style.SMALL)


def _caption_height(signature: Signature | None) -> float:
    more = len(_caption(signature)) - 1 if signature else 0
    return CAPTION + more * parts.lead(style.SMALL)


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
    for row, told in enumerate(_caption(signature)):
        base = flow.y - style.SMALL - 0.5 - row * parts.lead(style.SMALL)
        flow.put(Text(x, base, told, style.SMALL))

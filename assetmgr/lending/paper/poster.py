"""The poster for pupils (A4, A3): what can be borrowed, in three steps, with a QR code."""

from io import BytesIO
from typing import Final, Literal

from assetmgr.lending.paper.drawing import AMBER, MUTED, SEA, SOFT, WHITE, Drawing
from assetmgr.lending.paper.facts import Lends, shown_address
from assetmgr.loans.act.typeset import width, wrap
from labels.document import PagedDocument

Paper = Literal["a4", "a3"]
WIDE, HIGH = 595.28, 841.89
SCALES: Final[dict[Paper, float]] = {"a4": 1.0, "a3": 2**0.5}
_EDGE: Final = 34.0
_WIDTH: Final = WIDE - 2 * _EDGE
_HEAD: Final = 284.0
_PAD: Final = 30.0
_QR: Final = 178.0
_QUIET: Final = 22.0
_STEP: Final = 108.0
_FOOT: Final = 92.0
_QUESTION: Final = ("Vajag datoru", "mācībām mājās?")
_STEPS: Final = (
    ("Noskenē kodu", "Telefonā redzēsi, kas skolā tagad ir pieejams."),
    ("Ieej un piesakies", "Ar skolas kontu vai kodu, ko iedod skolā. Redzēsi savu vietu rindā."),
    ("Saņem skolā", "Kad tevi pasauc, nāc pēc ierīces. Ja tev nav 18, vispirms piekrīt vecāki."),
)


def poster_pdf(lends: Lends, paper: Paper) -> bytes:
    """The poster of an institution."""
    out, factor = BytesIO(), SCALES[paper]
    document = PagedDocument(out, f"Plakāts: {lends.name}")
    drawing = Drawing(document)
    drawing.scale(factor)
    _head(drawing, lends)
    _steps(drawing)
    _code(drawing, lends)
    _foot(drawing, lends)
    document.add_content_page(drawing.turn_over(), WIDE * factor, HIGH * factor)
    document.close()
    return out.getvalue()


def _head(drawing: Drawing, lends: Lends) -> None:
    top = HIGH - _EDGE
    drawing.box(_EDGE, top - _HEAD, _WIDTH, _HEAD, 22, SEA)
    size = min((_WIDTH - 2 * _PAD) / width(line, 1, bold=True) for line in _QUESTION)
    y = top - _PAD - size * 0.74
    for line in _QUESTION:
        drawing.line(_EDGE + _PAD, y, line, size, bold=True, ink=WHITE)
        y -= size * 1.06
    drawing.box(_EDGE + _PAD, y + size * 0.52, 96, 7, 3.5, AMBER)
    told = f"Skolā vari aizņemties {lends.what}."
    fitting = next(s for s in (27, 24, 21, 18) if len(wrap(told, _room(), s, True)) <= 2 or s == 18)
    drawing.text(_EDGE + _PAD, y + size * 0.52 - 36, told, fitting, _room(), bold=True, ink=WHITE)


def _room() -> float:
    return _WIDTH - 2 * _PAD


def _steps(drawing: Drawing) -> None:
    y = HIGH - _EDGE - _HEAD - 50
    room = _WIDTH - _QR - 2 * _QUIET - 76
    for number, (title, told) in enumerate(_STEPS, start=1):
        drawing.box(_EDGE, y - 25, 46, 46, 23, SOFT)
        drawing.centred(_EDGE + 23, y - 11.5, str(number), 28, bold=True, ink=SEA)
        drawing.line(_EDGE + 62, y + 2, title, 23, bold=True)
        drawing.text(_EDGE + 62, y - 20, told, 15.5, room, ink=MUTED)
        y -= _STEP + 6


def _code(drawing: Drawing, lends: Lends) -> None:
    side = _QR + 2 * _QUIET
    x = WIDE - _EDGE - side
    y = HIGH - _EDGE - _HEAD - 24 - side
    drawing.box(x - 3, y - 3, side + 6, side + 6, 21, SEA)
    drawing.box(x, y, side, side, 18, WHITE)
    drawing.code(lends.address, x + _QUIET, y + _QUIET, _QR)
    told = shown_address(lends.address)
    size = min(12.5, 12.5 * side / max(width(told, 12.5, bold=True), 1))
    drawing.centred(x + side / 2, y - 24, told, size, bold=True, ink=SEA)


def _foot(drawing: Drawing, lends: Lends) -> None:
    drawing.box(_EDGE, _EDGE, _WIDTH, _FOOT, 16, SOFT)
    x, room = _EDGE + 22, _WIDTH - 44
    contact = lends.contact
    ask = contact.name or "klases audzinātājam vai skolas bibliotēkā"
    y = _EDGE + _FOOT - 30
    drawing.line(x, y, wrap(f"Nav skaidrs? Jautā: {ask}", room, 17, True)[0], 17, bold=True)
    if contact.ways:
        drawing.line(x, y - 23, wrap(contact.ways, room, 14)[0], 14)
    drawing.line(x, _EDGE + 16, wrap(lends.name, room, 14)[0], 14, ink=MUTED)

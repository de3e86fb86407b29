"""The printed list of a class with a QR code for each, in which stands the key alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Final

from labels import fonts, qr
from labels.document import PagedDocument

WIDTH, HEIGHT = 595.28, 841.89
_MARGIN: Final = 40.0
_HEAD: Final = 56.0
_COLUMNS: Final = 3
_GAP: Final = 12.0
_SLIP: Final = 78.0
_QR: Final = 60.0
_COLUMN: Final = (WIDTH - 2 * _MARGIN - (_COLUMNS - 1) * _GAP) / _COLUMNS
_TOP: Final = HEIGHT - _MARGIN - _HEAD
PER_PAGE: Final = _COLUMNS * int((_TOP - _MARGIN) // _SLIP)
_INK: Final = "0.086 0.133 0.169 rg"


@dataclass(frozen=True, slots=True)
class Card:
    """A name to find the slip by, and what the QR code beside it holds."""

    name: str
    payload: str


def cards_pdf(title: str, place: str, cards: Sequence[Card]) -> bytes:
    """The list as a PDF (A4), three to a row in the order given."""
    out = BytesIO()
    document = PagedDocument(out, title)
    pen = _Pen(document)
    rest = iter(cards)
    while page := list(islice(rest, PER_PAGE)):
        content = "\n".join(_page(pen, title, place, page))
        document.add_content_page(content, WIDTH, HEIGHT)
    document.close()
    return out.getvalue()


class _Pen:
    """Texts in PT Sans as PDF operators; a document has each font once."""

    def __init__(self, document: PagedDocument) -> None:
        self._document = document
        self._fonts = {weight: fonts.load(weight) for weight in (400, 700)}

    def text(
        self, x: float, y: float, text: str, size: float, room: float, *, weight: int = 400
    ) -> str:
        """One line from (x, y) on, cut where it is wider than `room`."""
        font = self._fonts[weight]
        shown = fonts.shorten(text, fonts.measure(weight), size, room)
        parts = " ".join(
            f"{font.getSubsetInternalName(part, self._document)} {size:g} Tf <{codes.hex()}> Tj"
            for part, codes in font.splitString(shown, self._document)
        )
        return f"BT {_INK} {x:.2f} {y:.2f} Td {parts} ET"


def _page(pen: _Pen, title: str, place: str, page: Sequence[Card]) -> Iterator[str]:
    y = HEIGHT - _MARGIN - 16
    yield pen.text(_MARGIN, y, title, 16, WIDTH - 2 * _MARGIN, weight=700)
    yield pen.text(_MARGIN, y - 18, place, 10, WIDTH - 2 * _MARGIN)
    for at, card in enumerate(page):
        row, column = divmod(at, _COLUMNS)
        x = _MARGIN + column * (_COLUMN + _GAP)
        top = _TOP - row * _SLIP
        yield _code(card.payload, x, top - _QR)
        beside = x + _QR + 8
        for line, word in enumerate(_halves(card.name)):
            yield pen.text(beside, top - 14 - 14 * line, word, 11, x + _COLUMN - beside)


def _halves(name: str) -> tuple[str, ...]:
    """A name on two lines: what is called out, and the rest."""
    first, _, last = name.rpartition(" ")
    return (first, last) if first else (last,)


def _code(payload: str, x: float, y: float) -> str:
    modules = qr.matrix(payload)
    side = _QR / len(modules)
    dark = (
        f"{x + column * side:.2f} {y + _QR - (row + 1) * side:.2f} {side:.3f} {side:.3f} re"
        for row, line in enumerate(modules)
        for column, module in enumerate(line)
        if module
    )
    return f"0 g {' '.join(dark)} f"

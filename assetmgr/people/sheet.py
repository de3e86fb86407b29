"""The printed sheet of a class's sign-in codes: two columns of slips to cut apart, A4."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Final

from assetmgr.people.operations.sign_in_codes import Printed
from labels import fonts, qr
from labels.document import PagedDocument

WIDTH, HEIGHT = 595.28, 841.89
_MARGIN: Final = 40.0
_HEAD: Final = 112.0
_SLIP: Final = 68.0
_COLUMNS: Final = 2
_GAP: Final = 16.0
_QR: Final = 88.0
_COLUMN: Final = (WIDTH - 2 * _MARGIN - _GAP) / _COLUMNS
_TOP: Final = HEIGHT - _MARGIN - _HEAD
_ROWS: Final = int((_TOP - _MARGIN) // _SLIP)
PER_PAGE: Final = _ROWS * _COLUMNS
_INK: Final = "0.086 0.133 0.169 rg"
_MUTED: Final = "0.333 0.396 0.439 rg"
_CUT: Final = "0.6 G 0.5 w [3 3] 0 d"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around the codes: on top of each page, and under each code."""

    title: str
    lines: Sequence[str]
    address: str
    """Where the code is typed; the QR code holds it, and never a code."""
    slip: str


def sheet_pdf(words: Words, printed: Sequence[Printed]) -> bytes:
    """The sheet as a PDF."""
    out = BytesIO()
    document = PagedDocument(out, words.title)
    pen = _Pen(document)
    rest = iter(printed)
    while page := list(islice(rest, PER_PAGE)):
        document.add_content_page("\n".join(_page(pen, words, page)), WIDTH, HEIGHT)
    document.close()
    return out.getvalue()


class _Pen:
    """Texts in PT Sans as PDF operators."""

    def __init__(self, document: PagedDocument) -> None:
        self._document = document
        self._fonts = {True: fonts.load(700), False: fonts.load(400)}

    def text(
        self, x: float, y: float, text: str, size: float, *, bold: bool = False, room: float = WIDTH
    ) -> str:
        """One line from (x, y) on, cut where it is wider than `room`."""
        font = self._fonts[bold]
        shown = fonts.shorten(text, fonts.measure(700 if bold else 400), size, room)
        parts = " ".join(
            f"{font.getSubsetInternalName(part, self._document)} {size:g} Tf <{codes.hex()}> Tj"
            for part, codes in font.splitString(shown, self._document)
        )
        return f"BT {_INK if bold else _MUTED} {x:.2f} {y:.2f} Td {parts} ET"


def _page(pen: _Pen, words: Words, page: Sequence[Printed]) -> Iterator[str]:
    yield from _head(pen, words)
    for place, one in enumerate(page):
        row, column = divmod(place, _COLUMNS)
        x = _MARGIN + column * (_COLUMN + _GAP)
        y = _TOP - row * _SLIP
        yield pen.text(x + 4, y - 18, one.name, 11, bold=True, room=_COLUMN - 8)
        yield pen.text(x + 4, y - 40, one.code, 18, bold=True)
        yield pen.text(x + 4, y - 56, words.slip, 8, room=_COLUMN - 8)
    yield from _cuts(-(-len(page) // _COLUMNS))


def _head(pen: _Pen, words: Words) -> Iterator[str]:
    room = WIDTH - 2 * _MARGIN - _QR - _GAP
    y = HEIGHT - _MARGIN - 16
    yield pen.text(_MARGIN, y, words.title, 16, bold=True, room=room)
    for line in words.lines:
        y -= 17
        yield pen.text(_MARGIN, y, line, 10, room=room)
    yield pen.text(_MARGIN, y - 20, words.address, 12, bold=True, room=room)
    yield _qr(words.address, WIDTH - _MARGIN - _QR, HEIGHT - _MARGIN - _QR)


def _qr(payload: str, x: float, y: float) -> str:
    modules = qr.matrix(payload)
    side = _QR / len(modules)
    dark = (
        f"{x + column * side:.2f} {y + _QR - (row + 1) * side:.2f} {side:.3f} {side:.3f} re"
        for row, line in enumerate(modules)
        for column, module in enumerate(line)
        if module
    )
    return f"0 g {' '.join(dark)} f"


def _cuts(rows: int) -> Iterator[str]:
    """Where to cut: between the rows and between the columns."""
    bottom = _TOP - rows * _SLIP
    middle = WIDTH / 2
    yield f"q {_CUT} {middle:.2f} {_TOP:.2f} m {middle:.2f} {bottom:.2f} l S"
    for row in range(rows + 1):
        y = _TOP - row * _SLIP
        yield f"{_MARGIN:.2f} {y:.2f} m {WIDTH - _MARGIN:.2f} {y:.2f} l S"
    yield "Q"

"""PT Sans, boxes and QR codes as PDF operators, measured in points from the lower left corner."""

from collections.abc import Sequence
from typing import Final

from assetmgr.loans.act.typeset import width, wrap
from labels import fonts, qr
from labels.document import PagedDocument

INK: Final = "0.086 0.133 0.169"
MUTED: Final = "0.333 0.396 0.439"
SEA: Final = "0.043 0.333 0.388"
SOFT: Final = "0.886 0.937 0.941"
WHITE: Final = "1 1 1"
AMBER: Final = "0.851 0.541 0.122"
LEADING: Final = 1.22
_ARC: Final = 0.5523
"""How far the handles of a quarter of a circle reach, in parts of its radius."""


class Drawing:
    """Operators of one page, collected in the order in which they are painted."""

    def __init__(self, document: PagedDocument) -> None:
        self._document = document
        self._fonts = {True: fonts.load(700), False: fonts.load(400)}
        self._operators: list[str] = []

    def turn_over(self) -> str:
        """The operators so far; a new page begins."""
        done = "\n".join(self._operators)
        self._operators.clear()
        return done

    def scale(self, factor: float) -> None:
        """Draw all that follows larger or smaller."""
        self._operators.append(f"{factor:.5f} 0 0 {factor:.5f} 0 0 cm")

    def line(
        self, x: float, y: float, text: str, size: float, *, bold: bool = False, ink: str = INK
    ) -> None:
        """One line of text from (x, y), its base line, on."""
        font = self._fonts[bold]
        parts = " ".join(
            f"{font.getSubsetInternalName(part, self._document)} {size:g} Tf <{codes.hex()}> Tj"
            for part, codes in font.splitString(text, self._document)
        )
        self._operators.append(f"BT {ink} rg {x:.2f} {y:.2f} Td {parts} ET")

    def centred(
        self, x: float, y: float, text: str, size: float, *, bold: bool = False, ink: str = INK
    ) -> None:
        """One line of text around x."""
        self.line(x - width(text, size, bold) / 2, y, text, size, bold=bold, ink=ink)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        room: float,
        *,
        bold: bool = False,
        ink: str = INK,
    ) -> float:
        """A text in lines no wider than `room`, the first with its base line at y; y below it."""
        for line in wrap(text, room, size, bold):
            self.line(x, y, line, size, bold=bold, ink=ink)
            y -= size * LEADING
        return y

    def box(self, x: float, y: float, wide: float, high: float, radius: float, ink: str) -> None:
        """A filled box with round corners; (x, y) is its lower left one."""
        handle = radius * (1 - _ARC)
        right, top = x + wide, y + high
        corners: Sequence[tuple[float, ...]] = (
            (right - radius, y, right - handle, y, right, y + handle, right, y + radius),
            (right, top - radius, right, top - handle, right - handle, top, right - radius, top),
            (x + radius, top, x + handle, top, x, top - handle, x, top - radius),
            (x, y + radius, x, y + handle, x + handle, y, x + radius, y),
        )
        path = [f"{ink} rg {x + radius:.2f} {y:.2f} m"]
        for line_x, line_y, *curve in corners:
            path.append(f"{line_x:.2f} {line_y:.2f} l")
            path.append(" ".join(f"{number:.2f}" for number in curve) + " c")
        self._operators.append(" ".join([*path, "f"]))

    def rule(self, x: float, y: float, length: float, ink: str = SEA) -> None:
        """A hairline."""
        self._operators.append(f"{ink} RG 0.8 w {x:.2f} {y:.2f} m {x + length:.2f} {y:.2f} l S")

    def code(self, payload: str, x: float, y: float, side: float) -> None:
        """A QR code whose modules fill a square; what is around it must be white."""
        modules = qr.matrix(payload)
        one = side / len(modules)
        dark = (
            f"{x + column * one:.2f} {y + side - (row + 1) * one:.2f} {one:.3f} {one:.3f} re"
            for row, line in enumerate(modules)
            for column, module in enumerate(line)
            if module
        )
        self._operators.append(f"0 0 0 rg {' '.join(dark)} f")

"""Pages as PDF operators."""

from functools import lru_cache
from typing import Final

from assetmgr.loans.act.marks import Mark, Page, Pencil, Rule, Text, Tick
from labels import fonts
from labels.document import PagedDocument

INK: Final = "0.086 0.133 0.169"
MUTED: Final = "0.333 0.396 0.439"
HAIR: Final = "0.722 0.753 0.800"
ROUND: Final = "1 J 1 j"
"""Round caps and joins, so that a stroke of one point is a dot."""


class Pen:
    """Draws pages into one document, whose fonts and repeated texts it keeps."""

    def __init__(self, document: PagedDocument) -> None:
        self._document = document
        self._fonts = {True: fonts.load(700), False: fonts.load(400)}
        self._shown = lru_cache(maxsize=4096)(self._show)

    def draw(self, page: Page) -> str:
        """Give the operators of a page, in ASCII."""
        return "\n".join([self._operators(mark) for mark in page])

    def _operators(self, mark: Mark) -> str:
        match mark:
            case Text(x, y, text, size, bold, muted):
                return f"BT {x:.2f} {y:.2f} Td {self._shown(text, size, bold, muted)} ET"
            case Rule(x, y, length, strong):
                look = f"{INK} RG 0.6 w" if strong else f"{HAIR} RG 0.4 w"
                return f"{look} {x:.2f} {y:.2f} m {x + length:.2f} {y:.2f} l S"
            case Tick(x, y, side):
                return f"{INK} RG 0.6 w {x:.2f} {y:.2f} {side:.2f} {side:.2f} re S"
            case Pencil(strokes):
                paths = " ".join(_path(stroke) for stroke in strokes if stroke)
                return f"q {INK} RG 1.1 w {ROUND} {paths} Q"

    def _show(self, text: str, size: float, bold: bool, muted: bool) -> str:
        font = self._fonts[bold]
        parts = [
            f"{font.getSubsetInternalName(part, self._document)} {size:g} Tf <{codes.hex()}> Tj"
            for part, codes in font.splitString(text, self._document)
        ]
        return f"{MUTED if muted else INK} rg {' '.join(parts)}"


def _path(stroke: tuple[tuple[float, float], ...]) -> str:
    (x, y), *others = stroke
    others = others or [(x, y)]
    lines = " ".join(f"{to_x:.2f} {to_y:.2f} l" for to_x, to_y in others)
    return f"{x:.2f} {y:.2f} m {lines} S"

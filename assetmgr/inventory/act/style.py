"""How an act looks: PT Sans, quiet rules, room for signatures."""

from typing import Final, Literal

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from assetmgr.web.charts.ink import font

Align = Literal[0, 1, 2]
"""TA_LEFT, TA_CENTER, TA_RIGHT of reportlab.lib.enums."""
PAGE: Final = A4
LEFT, RIGHT, TOP, BOTTOM = 25 * mm, 15 * mm, 18 * mm, 18 * mm
WIDTH: Final = PAGE[0] - LEFT - RIGHT
FRAME: Final = 6
"""What reportlab keeps free inside a frame; the margins make up for it."""
INK: Final = HexColor(0x1C2430)
RULE: Final = HexColor(0xB8C0CC)
SHADE: Final = HexColor(0xEEF1F5)
DRAFT: Final = HexColor(0xE3E7ED)


def text(size: float = 9.5, *, bold: bool = False, align: Align = TA_LEFT) -> ParagraphStyle:
    """A paragraph's style."""
    return ParagraphStyle(
        f"text-{size}-{bold}-{align}",
        fontName=font(bold),
        fontSize=size,
        leading=size * 1.3,
        textColor=INK,
        alignment=align,
        splitLongWords=1,
    )


def heading() -> ParagraphStyle:
    """The style of a heading."""
    return ParagraphStyle(
        "heading",
        parent=text(11, bold=True),
        spaceBefore=5 * mm,
        spaceAfter=1.5 * mm,
    )

"""The three sizes of a drawing, in units of its viewBox (about a pixel; a point on paper)."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Size:
    """A name (the page's CSS class `chart-<name>`), the width, the plot's height and the type."""

    name: str
    width: float
    plot: float
    text: float


COMPACT: Final = Size("compact", 320, 180, 12)
MEDIUM: Final = Size("medium", 600, 220, 12.5)
WIDE: Final = Size("wide", 1080, 260, 13)
PAPER: Final = Size("paper", 510, 180, 9)
"""A4 between margins of 15 mm, for reportlab.graphics.renderPDF."""

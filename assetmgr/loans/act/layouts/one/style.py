"""Measures of the first layout, in points."""

from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

WIDE, HIGH = A4
LEFT: Final = 22 * mm
RIGHT: Final = WIDE - 15 * mm
WIDTH: Final = RIGHT - LEFT
TOP: Final = HIGH - 11 * mm
LATER_TOP: Final = HIGH - 21 * mm
BOTTOM: Final = 16 * mm
FOOT: Final = 14.5 * mm
"""The rule over the foot of a page."""

TITLE: Final = 13.0
TEXT: Final = 9.0
SMALL: Final = 8.0
TINY: Final = 6.8
LEADING: Final = 1.22
"""From base line to base line, in parts of the type size."""
ASCENT: Final = 0.95
"""From a line's upper edge to its base line, in parts of the type size."""

LABEL: Final = 31 * mm
"""Where a fact stands beside its label."""
GUTTER: Final = 5 * mm
HALF: Final = (WIDTH - GUTTER) / 2
SECOND: Final = LEFT + HALF + GUTTER
"""Where the right one of two columns begins."""
PAD: Final = 1.4
"""Over and under a fact."""

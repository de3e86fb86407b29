"""The charts' colours: light values for paper, names of the theme's variables for the screen.

The values are those of static/css/theme.css (light); a test holds them together.
"""

from typing import Final

from reportlab.lib.colors import Color, HexColor


class Token(Color):
    """A colour of the theme: its light value, and the CSS variable it is on the page."""

    def __init__(self, value: str, variable: str) -> None:
        """Take `#rrggbb` and the variable's name without the dashes."""
        paper = HexColor(value)
        super().__init__(paper.red, paper.green, paper.blue)
        self.variable = variable


INK: Final = Token("#16222b", "ink")
MUTED: Final = Token("#556570", "muted")
LINE: Final = Token("#d9dfdd", "line")
GREY: Final = Token("#7d8b92", "line-strong")
AMBER: Final = Token("#9c5204", "amber")
AMBER_FILL: Final = Token("#d98a1f", "amber-fill")
SHADES: Final = (
    Token("#0b5563", "chart-1"),
    Token("#4a8a96", "chart-2"),
    Token("#8db8bf", "chart-3"),
    Token("#c5dadd", "chart-4"),
    Token("#97a4aa", "chart-5"),
    Token("#cfd6d8", "chart-6"),
)
SEA: Final = SHADES[0]
ON_SHADES: Final = (
    Token("#ffffff", "on-chart-1"),
    Token("#0c1a20", "on-chart-2"),
    Token("#0c1a20", "on-chart-3"),
    Token("#0c1a20", "on-chart-4"),
    Token("#0c1a20", "on-chart-5"),
    Token("#0c1a20", "on-chart-6"),
)
ALL: Final = (INK, MUTED, LINE, GREY, AMBER, AMBER_FILL, *SHADES, *ON_SHADES)

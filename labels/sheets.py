"""A4 label sheets as data, in millimetres. Figures: the makers' templates."""

from dataclasses import dataclass

from labels.layout import Face

PAGE_WIDTH = 210.0
PAGE_HEIGHT = 297.0


class UnknownSheetError(ValueError):
    """No sheet has that code."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An A4 sheet of equal labels; every measure in mm, from the sheet's upper left corner.

    `left` and `top` are where the first label begins; the pitches lead from one label's corner
    to the next one's. `aliases` are codes of sheets with the very same measures.
    """

    code: str
    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    pitch_x: float
    pitch_y: float
    aliases: tuple[str, ...] = ()

    @property
    def labels(self) -> int:
        """How many labels the sheet has."""
        return self.columns * self.rows

    @property
    def face(self) -> Face:
        """The face of one label; a sheet is printed finely enough for modules of any size."""
        return Face(self.width, self.height)

    @property
    def right(self) -> float:
        """Where the last label of a row ends, from the left edge of the page."""
        return self.left + (self.columns - 1) * self.pitch_x + self.width

    @property
    def bottom(self) -> float:
        """Where the last label of a column ends, from the upper edge of the page."""
        return self.top + (self.rows - 1) * self.pitch_y + self.height

    def corner(self, place: int) -> tuple[float, float]:
        """Give the upper left corner (x, y in mm) of a place, 0 being the first, row by row."""
        row, column = divmod(place, self.columns)
        return self.left + column * self.pitch_x, self.top + row * self.pitch_y


SHEETS = (
    Sheet("L7160", 64.0, 38.1, 3, 7, 7.48, 15.49, 66.04, 38.1),
    Sheet("L7163", 99.06, 38.1, 2, 7, 4.67, 15.19, 101.6, 38.1),
    Sheet("L7651", 38.1, 21.2, 5, 13, 4.7, 10.9, 40.6, 21.2),
    Sheet("L4732", 35.6, 16.9, 5, 16, 11, 13, 38.1, 16.9),
    Sheet("L4770", 45.7, 25.4, 4, 10, 10, 22, 48.5, 25.4, aliases=("L6140", "L6145")),
    Sheet("L4731", 25.4, 10, 7, 27, 9, 13.5, 27.9, 10),
    Sheet("3474", 70, 37, 3, 8, 0, 0, 70, 37),
    Sheet("3475", 70.05, 36.03, 3, 8, 0, 4.43, 70.05, 36.03),
)

_BY_CODE = {code: sheet for sheet in SHEETS for code in (sheet.code, *sheet.aliases)}


def sheet_by_code(code: str) -> Sheet:
    """Give the sheet of a maker's code or alias, in any case.

    Raises:
        UnknownSheetError: no sheet has it; the message names the codes that are known.
    """
    try:
        return _BY_CODE[code.strip().upper()]
    except KeyError:
        known = ", ".join(_BY_CODE)
        raise UnknownSheetError(f"no label sheet is called {code!r}; known: {known}") from None

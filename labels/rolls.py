"""Rolls of label printers as data: Zebra at 203 dpi, Brother QL at 300 dpi."""

from dataclasses import dataclass

from labels.layout import Face

ZEBRA_DOTS = 8
"""Dots in a millimetre of a 203 dpi print head."""

BROTHER_DOTS = 300 / 25.4
"""Dots in a millimetre of a Brother QL print head."""


@dataclass(frozen=True, slots=True)
class ZebraRoll:
    """Labels of one size on a roll, `width` across the web; in mm."""

    code: str
    width: float
    height: float

    @property
    def face(self) -> Face:
        """The label, whose modules are whole dots."""
        return Face(self.width, self.height, grid=1 / ZEBRA_DOTS)


@dataclass(frozen=True, slots=True)
class BrotherRoll:
    """A DK roll: its code, what the driver calls it, and what of a label it prints, in dots.

    `columns` x `rows` is the label as it is read; a long label runs along the tape, which the
    driver sees to by turning the picture.
    """

    code: str
    driver_name: str
    columns: int
    rows: int

    @property
    def face(self) -> Face:
        """The printable part of the label, whose modules are whole dots."""
        return Face(self.columns / BROTHER_DOTS, self.rows / BROTHER_DOTS, grid=1 / BROTHER_DOTS)


ZEBRA_ROLLS = (
    ZebraRoll("57x32", 57, 32),
    ZebraRoll("50x25", 50, 25),
    ZebraRoll("38x25", 38, 25),
    ZebraRoll("25x25", 25, 25),
    ZebraRoll("76x51", 76, 51),
)
BROTHER_ROLLS = (
    BrotherRoll("DK-11209", "62x29", 696, 271),
    BrotherRoll("DK-11201", "29x90", 991, 306),
    BrotherRoll("DK-11204", "17x54", 566, 165),
    BrotherRoll("DK-11221", "23x23", 202, 202),
    BrotherRoll("DK-22205", "62", 696, 300),
)
"""DK-22205 is endless: 62 mm wide, cut after 25.4 mm."""

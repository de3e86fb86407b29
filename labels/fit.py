"""Whether labels lie on their page: of a sheet's measures, and of a shift of the whole print."""

from dataclasses import dataclass
from enum import StrEnum

from labels.sheets import PAGE_HEIGHT, PAGE_WIDTH, Sheet

Offset = tuple[float, float]
"""Millimetres to the right and downwards by which everything is printed elsewhere."""

NO_OFFSET: Offset = (0.0, 0.0)
STEP = 0.1
"""mm: finer than a printer feeds paper, as fine as a ruler is read."""

ROUNDING = 0.2
"""mm by which the makers' own figures may leave the page (3475 does by 0.15)."""

SMALLEST_WIDTH, SMALLEST_HEIGHT = 15.0, 8.0
"""mm: a smaller label has no room for a code and its tag."""

_WHITE = 1.0
_HAIR = 1e-6


class OffPageError(ValueError):
    """A shift takes what stands on a label off the page."""


class Fault(StrEnum):
    """What is wrong with a sheet's measures."""

    TOO_NARROW = "too_narrow"
    TOO_LOW = "too_low"
    OFF_LEFT = "off_left"
    OFF_TOP = "off_top"
    OFF_RIGHT = "off_right"
    OFF_BOTTOM = "off_bottom"
    OVERLAP_ACROSS = "overlap_across"
    OVERLAP_DOWN = "overlap_down"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault and by how many mm."""

    fault: Fault
    by: float


def faults_of(sheet: Sheet) -> tuple[Finding, ...]:
    """Give what keeps a sheet from being printed; nothing where it is sound.

    Every label is large enough for a code, lies on the A4 page (but for the makers' rounding)
    and on no other label.
    """
    measured = (
        (Fault.TOO_NARROW, SMALLEST_WIDTH - sheet.width),
        (Fault.TOO_LOW, SMALLEST_HEIGHT - sheet.height),
        (Fault.OFF_LEFT, -sheet.left),
        (Fault.OFF_TOP, -sheet.top),
        (Fault.OFF_RIGHT, sheet.right - PAGE_WIDTH - ROUNDING),
        (Fault.OFF_BOTTOM, sheet.bottom - PAGE_HEIGHT - ROUNDING),
        (Fault.OVERLAP_ACROSS, sheet.width - sheet.pitch_x if sheet.columns > 1 else 0),
        (Fault.OVERLAP_DOWN, sheet.height - sheet.pitch_y if sheet.rows > 1 else 0),
    )
    return tuple(Finding(fault, round(by, 2)) for fault, by in measured if by > _HAIR)


def check_offset(sheet: Sheet, offset: Offset) -> None:
    """Refuse a shift that would take what stands on a label off the page.

    The outermost millimetre of a label is always white, so that even a sheet whose labels reach
    the page's edge can be shifted by so much.

    Raises:
        ValueError: a shift is no multiple of 0.1 mm.
        OffPageError: a label would leave the page.
    """
    for name, shift in zip("xy", offset, strict=True):
        if abs(shift / STEP - round(shift / STEP)) > _HAIR:
            raise ValueError(f"the offset {name} = {shift:g} mm is not in steps of {STEP} mm")
    x, y = offset
    white = min(_WHITE, sheet.height / 10) + _HAIR
    edges = (
        ("left", -sheet.left - x),
        ("right", sheet.right + x - max(PAGE_WIDTH, sheet.right)),
        ("upper", -sheet.top - y),
        ("lower", sheet.bottom + y - max(PAGE_HEIGHT, sheet.bottom)),
    )
    for edge, beyond in edges:
        if beyond > white:
            raise OffPageError(
                f"with an offset of {x:g}, {y:g} mm the labels of {sheet.code} would leave the "
                f"page at its {edge} edge by {beyond:.1f} mm"
            )

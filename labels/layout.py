"""Where code and text stand on a label. Lengths in mm, type sizes in points."""

from dataclasses import dataclass
from functools import lru_cache

from labels import qr
from labels.spec import LabelSpec

MM = 72 / 25.4
"""Points in a millimetre."""

SMALLEST_MODULE = 0.5
"""mm: what phones and worn scanners read without trouble."""

STACKED_UNDER = 1.4
"""A label less wide than so many heights has its text under the code."""

TEXT_MARGIN = 2.0
_HAIR = 1e-9


@dataclass(frozen=True, slots=True)
class Face:
    """A label's size in mm; `grid` is the edge of a printer's dot where modules must be whole."""

    width: float
    height: float
    grid: float = 0.0

    @property
    def is_stacked(self) -> bool:
        """Whether the text stands under the code, not beside it."""
        return self.width < STACKED_UNDER * self.height

    @property
    def under(self) -> float:
        """Height kept for text under the code, in mm."""
        return max(3.0, 0.2 * self.height) if self.is_stacked else 0.0


@dataclass(frozen=True, slots=True)
class TypeSizes:
    """Type sizes in points: of the tag, of the first line under it, of all others."""

    tag: float
    first: float
    others: float


@dataclass(frozen=True, slots=True)
class Layout:
    """One label's measures in points, from the label's lower left corner.

    The symbol's upper left module begins at (`code_x`, `code_top`), a module's edge is `module`.
    Text begins at (`text_x`, `text_top`) and flows down; it is at most `text_width` wide and
    `text_height` high, each line in the middle where the text is `centred`.
    """

    module: float
    code_x: float
    code_top: float
    text_x: float
    text_top: float
    text_width: float
    text_height: float
    type: TypeSizes
    centred: bool = False


def payload_for(spec: LabelSpec, face: Face) -> str:
    """Give the address or, where its modules would be under 0.5 mm on that label, the bare tag."""
    if module_size(qr.side(spec.url), face) >= SMALLEST_MODULE - _HAIR:
        return spec.url
    return spec.bare


@lru_cache
def module_size(side: int, face: Face) -> float:
    """Give the module's edge in mm for a symbol of `side` modules on a label.

    With its quiet zone the symbol takes the label's height or half its width, whichever is
    less; where modules would be under 0.5 mm, up to 0.6 of the width to come to 0.5 mm. On a
    squarish label it takes the width, or the height that the text leaves.
    """
    across = side + 2 * qr.QUIET
    if face.is_stacked:
        module = min(face.width, face.height - face.under) / across
    else:
        stretched = min(SMALLEST_MODULE, 0.6 * face.width / across)
        module = min(face.height / across, max(0.5 * face.width / across, stretched))
    if not face.grid:
        return module
    return max(1, int(module / face.grid + _HAIR)) * face.grid


@lru_cache
def layout_for(side: int, face: Face) -> Layout:
    """Lay out a label with a symbol of `side` modules, its quiet zone inside the label.

    Beside its text the symbol is centred upright, as far from the left edge as from the upper one
    where the width allows, and the tag's capitals begin level with its upper edge. Above its text
    it is centred across.
    """
    return _stacked(side, face) if face.is_stacked else _side_by_side(side, face)


def _side_by_side(side: int, face: Face) -> Layout:
    module = module_size(side, face)
    box, quiet = module * (side + 2 * qr.QUIET), qr.QUIET * module
    above = (face.height - box) / 2
    before = max(0.0, min(above, 0.55 * face.width - box))
    symbol, below = side * module * MM, (above + quiet) * MM
    top = (face.height - above - quiet) * MM
    return Layout(
        module=module * MM,
        code_x=(before + quiet) * MM,
        code_top=top,
        text_x=(before + box) * MM,
        text_top=top,
        text_width=(face.width - before - box - min(TEXT_MARGIN, face.height / 10)) * MM,
        text_height=symbol + below / 2,
        type=TypeSizes(max(7.5, 0.24 * symbol), max(5.2, 0.15 * symbol), max(4.8, 0.135 * symbol)),
    )


def _stacked(side: int, face: Face) -> Layout:
    module = module_size(side, face)
    box, quiet = module * (side + 2 * qr.QUIET), qr.QUIET * module
    above = (face.height - face.under - box) / 2
    tag = max(7.0, 0.5 * face.under * MM)
    return Layout(
        module=module * MM,
        code_x=((face.width - box) / 2 + quiet) * MM,
        code_top=(face.height - above - quiet) * MM,
        text_x=MM,
        text_top=face.under * MM,
        text_width=(face.width - 2) * MM,
        text_height=face.under * MM - 1.5,  # room for what hangs under the last base line
        type=TypeSizes(tag, max(4.8, 0.6 * tag), max(4.8, 0.6 * tag)),
        centred=True,
    )

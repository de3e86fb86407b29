"""Where code and text stand on a label. Lengths in mm, type sizes in points."""

from dataclasses import dataclass
from functools import lru_cache

from labels import qr
from labels.sheets import Sheet
from labels.spec import LabelSpec, bare_payload

MM = 72 / 25.4
"""Points in a millimetre."""

SMALLEST_MODULE = 0.5
"""mm: what phones and worn scanners read without trouble."""

TEXT_MARGIN = 2.0
LINE = 1.16
"""Distance of two base lines in parts of the type size."""


@dataclass(frozen=True, slots=True)
class TypeSizes:
    """Type sizes in points; owner and model together may take twice so many `lines`."""

    tag: float
    owner: float
    model: float
    lines: int


@dataclass(frozen=True, slots=True)
class Layout:
    """One label's measures in points, from the label's lower left corner.

    The symbol's upper left module begins at (`code_x`, `code_top`), a module's edge is `module`.
    Text begins at `text_x`, runs for at most `text_width`, and flows down from `code_top`.
    """

    module: float
    code_x: float
    code_top: float
    text_x: float
    text_width: float
    type: TypeSizes


def payload_for(spec: LabelSpec, sheet: Sheet) -> str:
    """Give the address or, where its modules would be under 0.5 mm on that sheet, the bare tag."""
    if module_size(qr.side(spec.url), sheet.width, sheet.height) >= SMALLEST_MODULE:
        return spec.url
    return bare_payload(spec.tag)


def module_size(side: int, width: float, height: float) -> float:
    """Give the module's edge in mm for a symbol of `side` modules on a label of that size.

    With its quiet zone the symbol takes the label's height or half its width, whichever is
    less; where modules would be under 0.5 mm, up to 0.6 of the width to come to 0.5 mm.
    """
    across = side + 2 * qr.QUIET
    stretched = min(SMALLEST_MODULE, 0.6 * width / across)
    return min(height / across, max(0.5 * width / across, stretched))


@lru_cache
def layout_for(side: int, width: float, height: float) -> Layout:
    """Lay out a label of `width` x `height` mm with a symbol of `side` modules.

    The symbol is centred upright, as far from the left edge as from the upper one where the
    width allows; the tag's capitals begin level with its upper edge.
    """
    module = module_size(side, width, height)
    box = module * (side + 2 * qr.QUIET)
    above = (height - box) / 2
    before = max(0.0, min(above, 0.55 * width - box))
    quiet = qr.QUIET * module
    return Layout(
        module=module * MM,
        code_x=(before + quiet) * MM,
        code_top=(height - above - quiet) * MM,
        text_x=(before + box) * MM,
        text_width=(width - before - box - min(TEXT_MARGIN, height / 10)) * MM,
        type=_type_for(symbol=side * module * MM, below=(above + quiet) * MM),
    )


def _type_for(symbol: float, below: float) -> TypeSizes:
    tag, owner, model = max(7.5, 0.24 * symbol), max(5.2, 0.15 * symbol), max(4.8, 0.135 * symbol)
    two_lines_each = 1.3 * tag + 2 * LINE * (owner + model)
    fits = two_lines_each <= symbol + below / 2
    return TypeSizes(tag, owner, model, lines=2 if fits else 1)

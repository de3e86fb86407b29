"""What was drawn on the pad as a signature, checked and made small."""

import json
from itertools import pairwise
from math import dist
from typing import Any, Final

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.loans.act.signature import PAD_RATIO, Point, Stroke

MOST_STROKES: Final = 100
MOST_POINTS: Final = 4_000
LONGEST_TEXT: Final = 200_000
SHORTEST: Final = 0.3
"""In heights of the pad: less than that is a touch by mistake."""
_PLACES: Final = 4


def strokes_of(text: str) -> tuple[Stroke, ...]:
    """The strokes that a browser told: JSON, [[[x, y], …], …] in parts of the pad.

    Raises:
        Refused: it is no drawing, or none worth keeping.
    """
    if len(text) > LONGEST_TEXT:
        raise Refused(_ODD, field="strokes")
    try:
        strokes = tuple(_stroke(told) for told in json.loads(text))
    except (ValueError, TypeError, RecursionError):
        raise Refused(_ODD, field="strokes") from None
    if len(strokes) > MOST_STROKES or sum(map(len, strokes)) > MOST_POINTS:
        raise Refused(_ODD, field="strokes")
    if sum(map(_length, strokes)) < SHORTEST:
        raise Refused(
            N_("Sign with a finger or a pen in the field, or type your name."), field="strokes"
        )
    return strokes


_ODD: Final = N_("The drawing could not be read. Clear it and sign again.")


def _stroke(told: Any) -> Stroke:
    points = tuple(_point(*point) for point in told)
    if not points:
        raise ValueError("a stroke has a point")
    return points


def _point(x: Any, y: Any) -> Point:
    if type(x) not in (int, float) or type(y) not in (int, float):
        raise TypeError("a point is two numbers")
    if not (0 <= x <= 1 and 0 <= y <= 1):
        raise ValueError("a point lies on the pad")
    return round(float(x), _PLACES), round(float(y), _PLACES)


def _length(stroke: Stroke) -> float:
    wide = [(x * PAD_RATIO, y) for x, y in stroke]
    return sum(dist(one, other) for one, other in pairwise(wide))

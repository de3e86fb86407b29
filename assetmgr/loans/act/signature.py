"""A signature on the screen: who signed an act, how and when, and what was drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from assetmgr.agreements.codes import SignedHow

Point = tuple[float, float]
Stroke = tuple[Point, ...]

PAD_RATIO: Final = 3.0
"""The pad on which one signs is so many times as wide as it is high, on screen and on paper."""


class Signer(StrEnum):
    """As whom somebody signs: who uses the device, or who receives it and is liable."""

    USER = "user"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Strokes in parts of the pad, 0 to 1: x to the right, y downwards; on paper there is none.

    `name`: whose signature it is.
    """

    signer: Signer
    name: str
    strokes: tuple[Stroke, ...]
    signed_at: datetime
    how: SignedHow

    def __post_init__(self) -> None:
        """Raise ValueError for a moment without its zone, or a point beside the pad."""
        if self.signed_at.tzinfo is None:
            raise ValueError("a signature's moment needs its zone")
        for stroke in self.strokes:
            if not all(0 <= x <= 1 and 0 <= y <= 1 for x, y in stroke):
                raise ValueError("a signature's points lie between 0 and 1")


def strokes_from(told: Sequence[Sequence[Sequence[float]]] | None) -> tuple[Stroke, ...]:
    """Strokes as JSON has them, [[[x, y], …], …]; ValueError where a point is not two numbers."""
    return tuple(tuple((float(x), float(y)) for x, y in stroke) for stroke in told or ())

"""What a page is made of: texts, rules, boxes to tick and strokes; points, y upwards."""

from collections.abc import Sequence
from dataclasses import dataclass

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; its base line begins at (x, y)."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A level line to the right of (x, y); a strong one is there to write on."""

    x: float
    y: float
    length: float
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """An empty square to tick; (x, y) is its lower left corner."""

    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True)
class Pencil:
    """Strokes of a pen, each through its points; one point alone is a dot."""

    strokes: tuple[tuple[Place, ...], ...]


Mark = Text | Rule | Tick | Pencil
Page = Sequence[Mark]

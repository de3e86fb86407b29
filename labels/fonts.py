"""PT Sans, which has every Latvian letter, and cutting text to a width."""

from bisect import bisect_right
from functools import cache
from itertools import accumulate
from pathlib import Path

import fontpkg
from reportlab.pdfbase.ttfonts import TTFont

CAP_HEIGHT = 0.7
"""Height of PT Sans's capitals in parts of the type size."""

ELLIPSIS = "…"


def load(weight: int) -> TTFont:
    """Read PT Sans of a weight (400 or 700), anew: no two documents may share a TTFont."""
    return TTFont(f"PTSans-{weight}", str(_path(weight)))


@cache
def measure(weight: int) -> TTFont:
    """PT Sans of a weight for measuring alone: a document that draws needs its own."""
    return load(weight)


def file(weight: int) -> str:
    """The path of PT Sans of a weight (400 or 700), a TrueType file."""
    return str(_path(weight))


def width(text: str, font: TTFont, size: float) -> float:
    """Give the length of a line; it is in the unit of `size`."""
    return float(font.stringWidth(text, size))


def shorten(text: str, font: TTFont, size: float, room: float) -> str:
    """Give the text, cut and ended with an ellipsis where it is wider than `room`."""
    if width(text, font, size) <= room:
        return text
    ends = list(accumulate(width(letter, font, size) for letter in text))
    kept = bisect_right(ends, room - width(ELLIPSIS, font, size))
    return text[:kept].rstrip() + ELLIPSIS


def wrap(text: str, font: TTFont, size: float, room: float, lines: int) -> list[str]:
    """Break a text at its spaces into at most so many lines; the last is cut to what fits."""
    words = text.split()
    broken: list[str] = []
    while words and len(broken) < lines - 1:
        count = _words_that_fit(words, font, size, room)
        broken.append(shorten(" ".join(words[:count]), font, size, room))
        words = words[count:]
    return [*broken, shorten(" ".join(words), font, size, room)] if words else broken


def fits(text: str, font: TTFont, size: float, room: float, lines: int) -> bool:
    """Whether `wrap` gives the whole text."""
    broken = wrap(text, font, size, room, lines)
    return " ".join(broken).split() == text.split()


def _words_that_fit(words: list[str], font: TTFont, size: float, room: float) -> int:
    count = 1
    while count < len(words) and width(" ".join(words[: count + 1]), font, size) <= room:
        count += 1
    return count


@cache
def _path(weight: int) -> Path:
    path: Path = fontpkg.path("PT Sans", weight)
    return path

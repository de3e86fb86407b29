"""Text broken into lines; nothing is ever cut: what an act says, it says whole."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from labels import fonts

_SPACE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
"""What separates words: no-break spaces do not, and control characters have no glyph."""


@lru_cache(maxsize=8192)
def wrap(text: str, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """Break a text at its spaces into lines no wider than `room`; blank text has none.

    A word that is wider stands on lines of its own, broken between letters. PT Sans has no narrow
    no-break space and no combining marks: the wide space and composed letters take their places.
    """
    plain = unicodedata.normalize("NFC", text).replace("\u202f", "\u00a0")
    most = room / size
    lines: list[str] = []
    length = 0.0
    for word in _words(plain, most, bold):
        wide = _advance(word, bold)
        if lines and length + _advance(" ", bold) + wide <= most:
            lines[-1] += " " + word
            length += _advance(" ", bold) + wide
        else:
            lines.append(word)
            length = wide
    return tuple(lines)


def width(text: str, size: float, bold: bool = False) -> float:
    """The length of a line, in the unit of `size`."""
    return fonts.width(text, fonts.measure(700 if bold else 400), size)


def _words(text: str, most: float, bold: bool) -> Iterator[str]:
    for word in _SPACE.split(text):
        if word and _advance(word, bold) <= most:
            yield word
        elif word:
            yield from _broken(word, most, bold)


def _broken(word: str, most: float, bold: bool) -> Iterator[str]:
    part, length = "", 0.0
    for letter in word:
        wide = _advance(letter, bold)
        if part and length + wide > most:
            yield part
            part, length = "", 0.0
        part, length = part + letter, length + wide
    yield part


@lru_cache(maxsize=8192)
def _advance(word: str, bold: bool) -> float:
    return width(word, 1.0, bold)

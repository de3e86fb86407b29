"""How classes are written and follow one another."""

import re
from typing import Final

from assetmgr.i18n.alphabet import latvian_key

_CLASS: Final = re.compile(r"(\d{1,2})\s*\.?\s*-?\s*([^\W\d_]{0,3}\d?)")
_BEYOND: Final = 99
_BACK, _FORWARD = -1, 2


def class_text(text: str) -> str:
    """A class in one spelling: '6a', '6. A' and '6.a' are '6.a'; a group's name stays as it is."""
    bare = " ".join(text.split())
    found = _CLASS.fullmatch(bare)
    return f"{int(found[1])}.{found[2].lower()}" if found else bare


def grade(class_name: str | None) -> int | None:
    """The year of a class: 6 of '6.a'; None where its name tells none."""
    digits = re.match(r"\d{1,2}", class_name or "")
    return int(digits[0]) if digits else None


def class_key(class_name: str | None) -> tuple[int, tuple[tuple[int, ...], str]]:
    """Sort key: 1.a, 1.b … 12.c, then groups by name, then nobody's class."""
    told = grade(class_name)
    beyond = _BEYOND if class_name else _BEYOND + 1
    return (beyond if told is None else told), latvian_key(class_name or "")


def may_follow(before: str | None, after: str | None) -> bool:
    """Whether the same human may be in one class after the other.

    A year repeated, a year back, two years on after a gap; not from 12.a to 1.a. Where a class
    tells no year, everything may be.
    """
    first, then = grade(before), grade(after)
    return first is None or then is None or _BACK <= then - first <= _FORWARD

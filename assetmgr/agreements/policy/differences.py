"""What changed from one version of the terms to the next, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Mark(StrEnum):
    """What became of a line."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of either version."""

    mark: Mark
    text: str


def differences(before: str, after: str) -> tuple[Line, ...]:
    """The lines of both texts in order; of a changed line the old one stands first."""
    return tuple(_lines(before.splitlines(), after.splitlines()))


def _lines(before: list[str], after: list[str]) -> Iterator[Line]:
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield from (Line(Mark.KEPT, text) for text in before[start:end])
        else:
            yield from (Line(Mark.REMOVED, text) for text in before[start:end])
            yield from (Line(Mark.ADDED, text) for text in after[new_start:new_end])

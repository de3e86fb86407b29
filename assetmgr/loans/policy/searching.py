"""What somebody looks for in the list of loans."""

import re
from dataclasses import dataclass, field
from typing import Final

LONGEST: Final = 100
_NUMBER: Final = re.compile(r"A-(.+)-([0-9]{1,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SearchFor:
    """The text as it was typed; where it is an act's, `number` is (institution's code, number)."""

    text: str = field(repr=False)
    number: tuple[str, int] | None


def search_for(text: str) -> SearchFor | None:
    """What was typed, or None where nothing was."""
    told = " ".join(text.split())[:LONGEST]
    if not told:
        return None
    found = _NUMBER.fullmatch(told)
    return SearchFor(told, (found[1], int(found[2])) if found else None)

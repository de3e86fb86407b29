"""The drawings of acts by number. A new look is a new one: those that were used never change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from assetmgr.loans.act.contents import ActContents
from assetmgr.loans.act.layouts import one
from assetmgr.loans.act.marks import Page
from assetmgr.loans.act.returned import ReturnContents
from assetmgr.loans.act.signature import Signature


@dataclass(frozen=True, slots=True)
class Layout:
    """How contents become pages; the text is the hash of the contents."""

    act: Callable[[ActContents, str, Signature | None], list[Page]]
    slip: Callable[[ReturnContents, str], list[Page]]


LAYOUTS: Final[Mapping[int, Layout]] = {1: Layout(one.act, one.slip)}


def layout_of(number: int) -> Layout:
    """The drawing of that number; ValueError where there is none."""
    if number not in LAYOUTS:
        raise ValueError(f"there is no layout {number} of acts: the program is older than the act")
    return LAYOUTS[number]

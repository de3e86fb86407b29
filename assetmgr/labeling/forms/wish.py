"""Reading what labels are wanted: devices, order, paper, first place, offset."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, TypeVar

from werkzeug.datastructures import MultiDict

from assetmgr.db.errors import Refused
from assetmgr.labeling.codes import Order, Printed
from assetmgr.labeling.policy.papers import Paper, ensure_offset, paper_named
from assetmgr.labeling.policy.style import Style
from assetmgr.labeling.queries.choice import Choice
from assetmgr.web.addresses import key_of
from labels.fit import Offset
from labels.sheets import PAGE_HEIGHT

ASKED: Final = (
    "device", "institution", "kind", "room", "printed", "order", "sheet", "start", "right", "down",
)  # fmt: skip
"""What the address of the page may say; nothing else of it is carried on into links."""

Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Wish:
    """What to print on, where to start, and by how many mm everything is shifted.

    `start` may lie outside the sheet, and `offset` may take labels off the page.
    """

    paper: Paper
    start: int
    offset: Offset

    @property
    def start_fits(self) -> bool:
        """Whether the sheet has the first place; a roll has none to choose."""
        sheet = self.paper.sheet
        return sheet is None or 1 <= self.start <= sheet.labels

    @property
    def offset_fits(self) -> bool:
        """Whether what stands on the labels stays on the page."""
        try:
            ensure_offset(self.paper.sheet, self.offset)
        except Refused:
            return False
        return True

    def pages(self, count: int) -> int:
        """How many sheets so many labels need, or how many labels of a roll."""
        sheet = self.paper.sheet
        if sheet is None:
            return count
        return -(-(self.start - 1 + count) // sheet.labels) if self.start_fits else 0


def read_choice(
    told: MultiDict[str, str], institution_id: int | None, kinds: Collection[str]
) -> Choice:
    """The devices of an address; what makes no sense in it counts as not said."""
    kind = told.get("kind", "")
    return Choice(
        device_ids=tuple(sorted({_number(text) for text in told.getlist("device")} - {0})),
        institution_id=institution_id,
        kind=kind if kind in kinds else None,
        room_id=_number(told.get("room", "")) or None,
        printed=_code(Printed, told.get("printed", "")),
        order=_code(Order, told.get("order", "")) or Order.TAG,
    )


def read_wish(told: MultiDict[str, str], papers: Iterable[Paper], usual: Style) -> Wish:
    """The paper, first place and offset of an address; the usual ones where it names none."""
    paper = paper_named(told.get("sheet", ""), papers) or usual.paper
    right, down = (
        _tenths(told.get(name, ""), kept)
        for name, kept in zip(("right", "down"), usual.offset, strict=True)
    )
    return Wish(paper, _number(told.get("start", "1")), (right, down))


def _tenths(text: str, otherwise: float) -> float:
    """Millimetres to a tenth; what is none, or larger than a page, counts as not said."""
    try:
        told = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return otherwise
    is_sound = told.is_finite() and abs(told) < PAGE_HEIGHT and told == round(told, 1)
    return float(told) if is_sound else otherwise


def _number(text: str) -> int:
    return key_of(text) or 0


def _code(codes: type[Code], text: str) -> Code | None:
    return next((code for code in codes if code.value == text), None)

"""Reading what labels are wanted: devices, sheet, first place."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import MultiDict

from assetmgr.labeling.queries import Choice
from assetmgr.web.addresses import key_of
from labels.sheets import Sheet, UnknownSheetError, sheet_by_code

USUAL_SHEET: Final = "L4770"
ASKED: Final = ("device", "institution", "kind", "room", "unprinted", "sheet", "start")
"""What the address of the page may say; nothing else of it is carried on into links."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address of the page says; `start` may lie outside the sheet."""

    choice: Choice
    sheet: Sheet
    start: int

    @property
    def start_fits(self) -> bool:
        """Whether the sheet has the first place."""
        return 1 <= self.start <= self.sheet.labels

    def pages(self, count: int) -> int:
        """How many sheets so many labels need."""
        return -(-(self.start - 1 + count) // self.sheet.labels) if self.start_fits else 0


def read_wish(
    told: MultiDict[str, str], institution_id: int | None, kinds: Collection[str]
) -> Wish:
    """The wish of an address or a form; what makes no sense in it counts as not said."""
    kind = told.get("kind", "")
    choice = Choice(
        device_ids=tuple(sorted({_number(text) for text in told.getlist("device")} - {0})),
        institution_id=institution_id,
        kind=kind if kind in kinds else None,
        room_id=_number(told.get("room", "")) or None,
        unprinted=told.get("unprinted") == "yes",
    )
    try:
        sheet = sheet_by_code(told.get("sheet", USUAL_SHEET))
    except UnknownSheetError:
        sheet = sheet_by_code(USUAL_SHEET)
    return Wish(choice, sheet, _number(told.get("start", "1")))


def _number(text: str) -> int:
    return key_of(text) or 0

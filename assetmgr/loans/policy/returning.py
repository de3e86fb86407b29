"""What a return slip says; all of it was settled when the device came back."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from assetmgr.loans.act.accessories import Accessory
from assetmgr.loans.act.contents import ActContents, Official
from assetmgr.loans.act.returned import AccessoryBack, ReturnContents
from assetmgr.loans.codes import ReturnState


class Returned(Protocol):
    """An act whose device came back."""

    @property
    def ended_on(self) -> date | None:
        """The day it came back."""

    @property
    def ended_by(self) -> str | None:
        """Who took it."""

    @property
    def return_state(self) -> ReturnState | None:
        """In which state."""

    @property
    def accessories(self) -> Mapping[str, int]:
        """What was given with it."""

    @property
    def accessories_back(self) -> Mapping[str, int] | None:
        """What came with it."""

    @property
    def end_note(self) -> str | None:
        """What was noted."""


def return_contents(act: Returned, contents: ActContents) -> ReturnContents:
    """The slip of a return.

    Raises:
        ValueError: the act has not ended with a return.
    """
    if act.ended_on is None or act.return_state is None:
        raise ValueError("a return slip is about what came back")
    back = act.accessories_back or {}
    is_damaged = act.return_state is ReturnState.DAMAGED
    return ReturnContents(
        layout=contents.layout,
        act_number=contents.number,
        institution=contents.institution,
        device=contents.device,
        returned_on=act.ended_on,
        state=act.return_state,
        accessories=tuple(
            AccessoryBack(code=Accessory(code), given=given, back=min(back.get(code, 0), given))
            for code, given in act.accessories.items()
        ),
        note=None if is_damaged else act.end_note,
        damage=act.end_note if is_damaged else None,
        handed_in_by=None,
        received_by=Official(name=act.ended_by or "", position=None),
    )

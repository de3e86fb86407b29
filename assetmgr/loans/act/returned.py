"""All that stands on a return slip, frozen when the device came back."""

from dataclasses import dataclass
from datetime import date

from assetmgr.loans.act.accessories import Accessory
from assetmgr.loans.act.contents import Device, Official
from assetmgr.loans.codes import ReturnState


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessoryBack:
    """How many of an accessory were given, and how many came back."""

    code: Accessory
    given: int
    back: int

    def __post_init__(self) -> None:
        """Raise ValueError where more came back than were given."""
        if not 0 <= self.back <= self.given:
            raise ValueError(f"{self.back} of {self.given} cannot come back")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnContents:
    """A return; `handed_in_by` is who brought the device, where that is known."""

    layout: int = 1
    act_number: str
    institution: str
    device: Device
    returned_on: date
    state: ReturnState
    accessories: tuple[AccessoryBack, ...]
    note: str | None
    damage: str | None
    handed_in_by: str | None
    received_by: Official

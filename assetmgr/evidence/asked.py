"""What an address of the 'not seen since' list asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from assetmgr.devices.queries import NamedKind
from assetmgr.evidence.queries import Wanted
from assetmgr.institutions.queries import Named
from assetmgr.web.addresses import key_of

PERIODS: Final = (30, 90, 180, 365)
USUAL: Final = 365
"""A year: a stocktake that is held every year has seen everything."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The wanted devices, the period in days, and the parameters from which addresses are made."""

    wanted: Wanted
    days: int
    filters: Mapping[str, str]

    def query(self, **changes: object) -> str:
        """The parameters of the same list, some changed; but for the institution none is blank."""
        told = {**self.filters, "days": self.days, **changes}
        return urlencode(
            {name: text for name, text in told.items() if text or name == "institution"}
        )


def asked_for(
    arguments: Mapping[str, str],
    kinds: tuple[NamedKind, ...],
    place: Named | None,
    now: datetime,
) -> Asked:
    """Read days, kind, room of an address; what makes no sense in it is left out.

    Args:
        place: the institution in view; None: all.
    """
    days = key_of(arguments.get("days", ""))
    days = days if days in PERIODS else USUAL
    kind = next((one for one in kinds if one.code == arguments.get("kind")), None)
    room_id = key_of(arguments.get("room", "")) if place else None
    told = {"kind": kind.code if kind else "", "room": str(room_id or "")}
    if "institution" in arguments:
        told["institution"] = place.code if place else ""
    wanted = Wanted(
        now - timedelta(days=days),
        place.id if place else None,
        kind.id if kind else None,
        room_id,
    )
    return Asked(wanted, days, told)

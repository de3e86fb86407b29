"""Which status may follow which (DOMAIN.md, 'Device status')."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Status
from assetmgr.i18n.marks import N_

_USUAL: Final = frozenset(
    {
        Status.IN_USE,
        Status.IN_RESERVE,
        Status.MAINTENANCE,
        Status.NEEDS_REPAIR,
        Status.DAMAGED,
        Status.LOST,
        Status.STOLEN,
        Status.WRITTEN_OFF,
    }
)

FOLLOWS: Final[Mapping[Status, frozenset[Status]]] = {
    Status.NEW: frozenset({Status.AVAILABLE, Status.IN_USE, Status.IN_RESERVE}),
    Status.AVAILABLE: _USUAL,
    Status.RESERVED: frozenset(),
    Status.IN_USE: _USUAL - {Status.IN_USE} | {Status.AVAILABLE},
    Status.IN_RESERVE: _USUAL - {Status.IN_RESERVE} | {Status.AVAILABLE},
    Status.MAINTENANCE: frozenset(
        {
            Status.AVAILABLE,
            Status.IN_USE,
            Status.NEEDS_REPAIR,
            Status.DAMAGED,
        }
    ),
    Status.NEEDS_REPAIR: frozenset(
        {
            Status.UNDER_REPAIR,
            Status.AVAILABLE,
            Status.IN_USE,
            Status.PERMANENTLY_DAMAGED,
            Status.WRITTEN_OFF,
        }
    ),
    Status.UNDER_REPAIR: frozenset(
        {
            Status.AVAILABLE,
            Status.IN_USE,
            Status.DAMAGED,
            Status.PERMANENTLY_DAMAGED,
        }
    ),
    Status.DAMAGED: frozenset(
        {
            Status.NEEDS_REPAIR,
            Status.UNDER_REPAIR,
            Status.AVAILABLE,
            Status.PERMANENTLY_DAMAGED,
            Status.WRITTEN_OFF,
        }
    ),
    Status.PERMANENTLY_DAMAGED: frozenset({Status.WRITTEN_OFF}),
    Status.LOST: frozenset({Status.AVAILABLE, Status.STOLEN, Status.WRITTEN_OFF}),
    Status.STOLEN: frozenset({Status.AVAILABLE, Status.WRITTEN_OFF}),
    Status.WRITTEN_OFF: frozenset(),
}
"""What a person or a file may set next; what only an act may set is not here."""

BY_ACT: Final[Mapping[Status, frozenset[Status]]] = {
    Status.NEW: frozenset({Status.RESERVED}),
    Status.AVAILABLE: frozenset({Status.RESERVED}),
    Status.IN_RESERVE: frozenset({Status.RESERVED}),
    Status.RESERVED: frozenset(
        {
            Status.IN_USE,
            Status.AVAILABLE,
            Status.NEW,
            Status.IN_RESERVE,
        }
    ),
    Status.IN_USE: frozenset({Status.NEW}),
    Status.DAMAGED: frozenset({Status.IN_USE}),
    Status.LOST: frozenset({Status.IN_USE}),
    Status.STOLEN: frozenset({Status.IN_USE}),
}
"""What an act may set besides.

In use again: a return or a loss that was noted by mistake; new or in reserve: a loan was.
"""


class StatusGroup(StrEnum):
    """The five groups that a page shows."""

    IN_USE = "in_use"
    AVAILABLE = "available"
    OUT_OF_ORDER = "out_of_order"
    LOST = "lost"
    WRITTEN_OFF = "written_off"


GROUPS: Final[Mapping[StatusGroup, frozenset[Status]]] = {
    StatusGroup.IN_USE: frozenset({Status.IN_USE, Status.RESERVED}),
    StatusGroup.AVAILABLE: frozenset({Status.NEW, Status.AVAILABLE, Status.IN_RESERVE}),
    StatusGroup.OUT_OF_ORDER: frozenset(
        {
            Status.MAINTENANCE,
            Status.NEEDS_REPAIR,
            Status.UNDER_REPAIR,
            Status.DAMAGED,
            Status.PERMANENTLY_DAMAGED,
        }
    ),
    StatusGroup.LOST: frozenset({Status.LOST, Status.STOLEN}),
    StatusGroup.WRITTEN_OFF: frozenset({Status.WRITTEN_OFF}),
}


def ensure_may_follow(before: Status, after: Status, *, by_act: bool = False) -> None:
    """Check a change of status, by a person or by an act.

    Raises:
        Refused: the table does not have it.
    """
    allowed = FOLLOWS[before] | (BY_ACT.get(before, frozenset()) if by_act else frozenset())
    if after is not before and after not in allowed:
        raise Refused(
            N_("A device with the status %(before)s cannot become %(after)s."),
            field="status",
            before=before,
            after=after,
        )

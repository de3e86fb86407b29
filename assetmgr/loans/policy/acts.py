"""What may become of an act, and of its device (DOMAIN.md, 'Act' and 'Device status')."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Status
from assetmgr.i18n.marks import N_
from assetmgr.loans.codes import ActStatus, ReturnState

UNDO: Final = timedelta(minutes=15)
"""How long what was just done can be taken back."""

FOLLOWS: Final[Mapping[ActStatus, frozenset[ActStatus]]] = {
    ActStatus.PREPARING: frozenset({ActStatus.PREPARED, ActStatus.ISSUED, ActStatus.CANCELLED}),
    ActStatus.PREPARED: frozenset({ActStatus.ISSUED, ActStatus.CANCELLED}),
    ActStatus.ISSUED: frozenset({ActStatus.RETURNED, ActStatus.LOST, ActStatus.STOLEN}),
    ActStatus.RETURNED: frozenset(),
    ActStatus.LOST: frozenset({ActStatus.STOLEN}),
    ActStatus.STOLEN: frozenset(),
    ActStatus.CANCELLED: frozenset(),
}
"""Besides these, what was done in the last 15 minutes can be undone (`may_undo`)."""

LENDABLE: Final = frozenset({Status.AVAILABLE, Status.NEW, Status.IN_RESERVE})
"""A device of another status is first made available: by hand, so that somebody looked at it."""

FOR_LONG: Final = timedelta(days=365)
"""What is lent for longer was lent through a school year: is it still needed?"""

AFTER_RETURN: Final[Mapping[ReturnState, tuple[Status, ...]]] = {
    ReturnState.WORKING: (Status.AVAILABLE, Status.IN_USE, Status.IN_RESERVE, Status.MAINTENANCE),
    ReturnState.DAMAGED: (Status.DAMAGED, Status.NEEDS_REPAIR, Status.MAINTENANCE),
}
"""What a device may be after its return; the first is what it is unless told otherwise."""

_REASONS: Final[Mapping[Status, str]] = {
    Status.RESERVED: N_("It is reserved for somebody else's act; cancel that act first."),
    Status.IN_USE: N_("It is used at school; mark it as available first."),
    Status.MAINTENANCE: N_("It is in maintenance; mark it as available once it is ready."),
    Status.NEEDS_REPAIR: N_("It needs a repair; have it repaired and mark it as available."),
    Status.UNDER_REPAIR: N_("It is being repaired; mark it as available once it is back."),
    Status.DAMAGED: N_("It is damaged; have it repaired and mark it as available."),
    Status.PERMANENTLY_DAMAGED: N_("It is damaged for good; take another device."),
    Status.LOST: N_("It is noted as lost; if it is here, mark it as available."),
    Status.STOLEN: N_("It is noted as stolen; if it is here, mark it as available."),
    Status.WRITTEN_OFF: N_("It is written off; take another device."),
}


def ensure_may_follow(before: ActStatus, after: ActStatus) -> None:
    """Check a change of an act's status.

    Raises:
        Refused: the act has ended, or was not issued yet.
    """
    if after in FOLLOWS[before]:
        return
    if before in {ActStatus.PREPARING, ActStatus.PREPARED}:
        raise Refused(N_("The act is not issued yet; issue it or cancel it."))
    raise Refused(N_("The act has ended already. Open it again to see how."))


def ensure_lendable(status: Status) -> None:
    """Check that a device of this status can be lent.

    Raises:
        Refused: it cannot; the sentence says what to do.
    """
    if status not in LENDABLE:
        raise Refused(_REASONS[status], field="device")


def ensure_fits_return(state: ReturnState, device_after: Status) -> None:
    """Check what a device becomes after its return.

    Raises:
        Refused: it does not go with the state in which the device came back.
    """
    if device_after not in AFTER_RETURN[state]:
        raise Refused(N_("A device in this state cannot have that status."), field="device_after")


def may_undo(done_at: datetime | None, now: datetime, *, signed: bool) -> bool:
    """Whether what was done then can still be taken back."""
    return done_at is not None and not signed and now - done_at <= UNDO

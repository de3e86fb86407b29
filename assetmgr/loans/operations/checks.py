"""What stands in the way of a loan."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.db.scope import handles, scope_of
from assetmgr.devices.codes import Status
from assetmgr.i18n.marks import N_
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.operations.wishes import Pair
from assetmgr.loans.policy.acts import ensure_lendable
from assetmgr.loans.queries.borrowers import ToLendTo
from assetmgr.loans.queries.lendable import open_acts

_TAKEN = frozenset({Status.RESERVED, Status.IN_USE})
"""An act may hold a device of one of these; none of any other."""


def ensure_may_be_lent(
    session: Session, pairs: Sequence[Pair], status: ActStatus, today: date
) -> None:
    """Check that devices and borrowers fit, and that nobody holds the devices.

    Raises:
        Refused: one does not; the sentence says what to do.
    """
    _ensure_one_place(pairs, pairs[0].lent.device.institution_id)
    _ensure_free(session, pairs)
    for pair in pairs:
        _ensure_fits(session, pair, today)
        if status is ActStatus.ISSUED and pair.lacks_consent:
            raise not_agreed()


def ensure_not_left(person: ToLendTo) -> None:
    """Check that a borrower is still at the institution.

    Raises:
        Refused: they left.
    """
    if person.left_on is not None:
        raise Refused(
            N_("This person left the institution on %(day)s; nothing is lent to them."),
            field="person",
            day=person.left_on,
        )


def not_agreed() -> Refused:
    """Why a minor gets nothing without a guardian."""
    return Refused(
        N_("A guardian has not agreed to the terms yet; note their agreement, or send a link."),
        field="consent",
    )


def _ensure_one_place(pairs: Sequence[Pair], place: int) -> None:
    for pair in pairs:
        if {pair.lent.device.institution_id, pair.borrower.institution_id} != {place}:
            raise Refused(
                N_(
                    "Device and borrower are of different institutions; move the device to the"
                    " borrower's institution first."
                ),
                field="device",
            )


def _ensure_free(session: Session, pairs: Sequence[Pair]) -> None:
    devices = [pair.lent.device for pair in pairs]
    if len({device.id for device in devices}) < len(devices):
        raise Refused(N_("A device can be lent to one person only."), field="device")
    taken = [one.id for one in devices if one.status in _TAKEN]
    if held := open_acts(session, taken) if taken else {}:
        raise Refused(
            N_("The device is lent by the act %(act)s; take it back first."),
            field="device",
            act=next(iter(held.values())),
        )


def _ensure_fits(session: Session, pair: Pair, today: date) -> None:
    person = pair.borrower
    ensure_lendable(pair.lent.device.status)
    ensure_not_left(person)
    if pair.lent.is_sensitive and not handles(scope_of(session), person.institution_id):
        raise Refused(
            N_("Assistive devices are lent by the persons named for it at the institution."),
            field="device",
        )
    is_new = pair.wish.continues is None
    if is_new and pair.wish.due_on is not None and pair.wish.due_on <= today:
        raise Refused(N_("The day of return must lie in the future."), field="due_on")

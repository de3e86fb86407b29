"""What may become of a case of damage or loss."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.loans.codes import ActStatus, CaseKind, CaseStatus
from assetmgr.loans.policy.acts import UNDO

UNSETTLED: Final = (CaseStatus.OPEN, CaseStatus.DISPUTED)
"""While a case is one of these, nothing of its act is forgotten, and somebody has to decide."""

FOLLOWS: Final[Mapping[CaseStatus, frozenset[CaseStatus]]] = {
    CaseStatus.OPEN: frozenset({CaseStatus.DECIDED, CaseStatus.CLOSED}),
    CaseStatus.DECIDED: frozenset({CaseStatus.DISPUTED, CaseStatus.CLOSED}),
    CaseStatus.DISPUTED: frozenset({CaseStatus.DECIDED, CaseStatus.CLOSED}),
    CaseStatus.CLOSED: frozenset(),
}

GONE: Final[Mapping[CaseKind, ActStatus]] = {
    CaseKind.LOSS: ActStatus.LOST,
    CaseKind.THEFT: ActStatus.STOLEN,
}
"""How an act ends whose device is gone."""


def ensure_case_may_follow(before: CaseStatus, after: CaseStatus) -> None:
    """Check a change of a case's status.

    Raises:
        Refused: it was decided or closed meanwhile.
    """
    if after not in FOLLOWS[before]:
        raise Refused(N_("Somebody decided or closed the case meanwhile. Open it again."))


def ensure_decision(amount: Decimal, reason: str, limit: Decimal | None) -> None:
    """Check a decision; nothing owed is an amount of 0.

    Raises:
        Refused: no reason is told, or the amount is negative or above the terms' limit.
    """
    if not reason.strip():
        raise Refused(N_("Write the reason: it stands in the letter."), field="reason")
    if amount < 0 or amount != amount.quantize(Decimal("0.01")):
        raise Refused(
            N_("Write an amount in euros and cents; 0 if nothing is owed."), field="amount"
        )
    if limit is not None and amount > limit:
        raise Refused(
            N_("The terms of this act let nobody be liable for more than %(limit)s euros."),
            field="amount",
            limit=limit,
        )


def may_undo_decision(status: CaseStatus, decided_at: datetime | None, now: datetime) -> bool:
    """Whether a decision was made so lately that it can be taken back."""
    return status is CaseStatus.DECIDED and decided_at is not None and now - decided_at <= UNDO

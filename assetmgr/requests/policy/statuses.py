"""What may become of a request (DOMAIN.md, 'Request')."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.requests.codes import RequestStatus as Status

FOLLOWS: Final[Mapping[Status, frozenset[Status]]] = {
    Status.SUBMITTED: frozenset(
        {Status.CONFIRMED, Status.POSTPONED, Status.DECLINED, Status.WITHDRAWN}
    ),
    Status.POSTPONED: frozenset(
        {Status.CONFIRMED, Status.POSTPONED, Status.DECLINED, Status.WITHDRAWN, Status.SUBMITTED}
    ),
    Status.CONFIRMED: frozenset(
        {Status.POSTPONED, Status.DECLINED, Status.WITHDRAWN, Status.SUBMITTED}
    ),
    Status.DECLINED: frozenset({Status.SUBMITTED}),
    Status.WITHDRAWN: frozenset(),
}
"""To be submitted again is the undo of a decision."""

_ENDED: Final[Mapping[Status, str]] = {
    Status.SUBMITTED: N_("There is no decision to take back."),
    Status.CONFIRMED: N_("The request is confirmed already."),
    Status.DECLINED: N_("The request is declined; take that back first."),
    Status.WITHDRAWN: N_("The request was withdrawn; a new one is needed."),
}


def ensure_may_become(before: Status, after: Status, *, is_served: bool) -> None:
    """Check a change of a request's status.

    Raises:
        Refused: it was served, or that does not follow.
    """
    if is_served:
        raise Refused(N_("The device is handed out already; the request has ended."))
    if after not in FOLLOWS[before]:
        raise Refused(_ENDED[before])


def ensure_later(until: date, today: date) -> None:
    """Check until when a request is postponed.

    Raises:
        Refused: that day is not to come.
    """
    if until <= today:
        raise Refused(N_("Choose a day to come."), field="until")

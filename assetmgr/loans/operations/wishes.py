"""What is to be lent to whom, and what the register knows of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.loans.operations.continuing import Continues
from assetmgr.loans.queries.borrowers import Lender, ToLendTo, lender, to_lend_to
from assetmgr.loans.queries.lendable import Lent, devices_by_id
from assetmgr.loans.queries.meeting import Meeting, meeting
from assetmgr.people.policy.ages import is_minor


@dataclass(frozen=True, slots=True)
class Wish:
    """A device for a borrower; without `due_on` as long as the institution lends to such people.

    `request_id`: the request that this serves; without it, one for the device's kind is served.
    `continues`: the act that the new one takes over from.
    """

    device_id: int
    person_id: int
    accessories: Mapping[str, int] = field(default_factory=dict)
    due_on: date | None = None
    condition: str | None = None
    request_id: int | None = None
    continues: Continues | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A wish with its device and its borrower.

    `met`: they were read together, and with them what the borrower waits for.
    """

    wish: Wish
    lent: Lent
    borrower: ToLendTo
    is_minor: bool
    met: Meeting | None = None

    @property
    def lacks_consent(self) -> bool:
        """Whether a guardian has yet to agree; a loan that goes on keeps its agreement."""
        return self.is_minor and not self.borrower.is_agreed and self.wish.continues is None


def one_pair(
    session: Session, wish: Wish, today: date, met: Meeting | None = None
) -> tuple[Pair, Lender]:
    """One wish, with who lends; the device is locked until the end, and the number of acts.

    Args:
        met: what `queries.meeting` told of the two in this transaction; else it is read.

    Raises:
        Refused: there is no such device or no such borrower within the scope.
    """
    met = met or meeting(session, wish.device_id, wish.person_id)
    if met is None:  # of two institutions, one is not there, or it will be the first act
        pairs, lending = pairs_of(session, [wish], today)
        return pairs[0], lending
    minor = is_minor(met.borrower, today)
    return Pair(wish, met.lent, met.borrower, minor, met), met.lender


def pairs_of(session: Session, wishes: Sequence[Wish], today: date) -> tuple[list[Pair], Lender]:
    """Wishes of one institution, with who lends; the devices are locked until the end.

    Raises:
        Refused: there is no such device or no such borrower within the scope.
    """
    devices = devices_by_id(session, [wish.device_id for wish in wishes], locked=True)
    people = to_lend_to(session, [wish.person_id for wish in wishes])
    pairs = [
        Pair(wish, lent, borrower, is_minor(borrower, today))
        for wish in wishes
        for lent, borrower in [_found(devices, people, wish)]
    ]
    return pairs, lender(session, pairs[0].lent.device.institution_id)


def _found(
    devices: Mapping[int, Lent], people: Mapping[int, ToLendTo], wish: Wish
) -> tuple[Lent, ToLendTo]:
    if wish.device_id not in devices:
        raise Refused(N_("There is no such device here. Scan its label again."), field="device")
    if wish.person_id not in people:
        raise Refused(N_("There is no such person here. Choose somebody anew."), field="person")
    return devices[wish.device_id], people[wish.person_id]

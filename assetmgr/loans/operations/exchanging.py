"""Two borrowers swapped their devices: the papers follow, and the devices stay where they are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.loans.act import contents as paper
from assetmgr.loans.act.encoding import from_json
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act, ActContent
from assetmgr.loans.operations.letters import tell_exchange
from assetmgr.loans.operations.superseding import end_for_successor, succeed
from assetmgr.loans.policy.acts import ensure_may_follow
from assetmgr.loans.policy.naming import act_number
from assetmgr.numbering.codes import Series
from assetmgr.numbering.operations import next_numbers

_OF_DEVICE: Final = (
    "device_id",
    "kind_id",
    "asset_tag",
    "serial_number",
    "inventory_number",
    "model",
    "value_eur",
    "sensitive",
)
_OF_BORROWER: Final = (
    "institution_id",
    "person_id",
    "person_role",
    "terms_id",
    "due_on",
    "replaces_id",
)


class _Loan(NamedTuple):
    """A loan as it is: its act, and what stands on it."""

    act: Act
    contents: paper.ActContents


def exchange(
    session: Session,
    acts: tuple[Act, Act],
    contents: Mapping[int, ActContent],
    code: str,
    *,
    address: str,
    actor: Actor,
    now: datetime,
    today: date,
) -> tuple[Act, Act]:
    """Supersede two issued acts by two with the borrowers exchanged; those, unsigned.

    Each borrower keeps the day of return, the terms and the served request of the own loan, and
    takes over the device and what was given along with it; the new act supersedes the one that the
    borrower had. What was said of a device stays on the act under which it happened. `code` is the
    institution's, `contents` what stands on the acts, by the act's id. Both are told by mail
    (`address`: of the borrowers' page).

    Raises:
        Refused: one of the acts has ended, they are of two institutions, or their contents are out
            of the scope.
    """
    one, other = (_loan(act, contents) for act in acts)
    if one.act.institution_id != other.act.institution_id:
        raise Refused(N_("These loans are of two institutions; take the devices back instead."))
    for act in acts:
        ensure_may_follow(act.status, ActStatus.RETURNED)
    when: dict[str, Any] = {"actor": actor, "now": now, "today": today}
    end_for_successor(session, *acts, **when)
    numbers = next_numbers(session, one.act.institution_id, Series.ACT, 2)
    first = _succeed(session, one, other, code, numbers[0], **when)
    second = _succeed(session, other, one, code, numbers[1], **when)
    for new, loan in ((first, one), (second, other)):
        before = act_number(code, loan.act.number)
        tell_exchange(session, new, before, address=address, now=now)
    return first, second


def _loan(act: Act, contents: Mapping[int, ActContent]) -> _Loan:
    if act.id not in contents:
        raise Refused(N_("The institution that lent the devices accepts the swap."))
    return _Loan(act, from_json(contents[act.id].contents))


def _succeed(
    session: Session, mine: _Loan, theirs: _Loan, code: str, number: int, **when: Any
) -> Act:
    """The borrower of `mine` has the device of `theirs` from now on."""
    columns: dict[str, Any] = {name: getattr(mine.act, name) for name in _OF_BORROWER}
    columns |= {name: getattr(theirs.act, name) for name in _OF_DEVICE}
    columns["accessories"] = dict(theirs.act.accessories)
    device, accessories = theirs.contents.device, theirs.contents.accessories
    return succeed(
        session,
        mine.act,
        replace(mine.contents, device=device, accessories=accessories),
        columns,
        code,
        number,
        action="swapped",
        before=None,
        after={"device": theirs.act.asset_tag},
        **when,
    )

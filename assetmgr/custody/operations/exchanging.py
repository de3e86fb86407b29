"""Two borrowers swapped their devices: the papers follow, and the devices stay where they are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.custody.models import CustodyDismissal
from assetmgr.db.bulk import bulk_delete
from assetmgr.db.errors import Refused, refusing
from assetmgr.devices.codes import Status
from assetmgr.i18n.marks import N_
from assetmgr.loans.act import contents as paper
from assetmgr.loans.act.encoding import contents_sha256, from_json, to_json
from assetmgr.loans.codes import ActStatus, ReturnState
from assetmgr.loans.models import Act, ActContent, Extension
from assetmgr.loans.operations.trail import act_entry
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
    actor: Actor,
    now: datetime,
    today: date,
) -> tuple[Act, Act]:
    """Supersede two issued acts by two with the borrowers exchanged; those, unsigned.

    Each borrower keeps the day of return and the terms of the own loan, and takes over the device
    and what was given along with it; the new act supersedes the one that the borrower had. `code`
    is the institution's, `contents` what stands on the acts, by the act's id.

    Raises:
        Refused: one of the acts has ended, they are of two institutions, or their contents are out
            of the scope.
    """
    one, other = (_loan(act, contents) for act in acts)
    if one.act.institution_id != other.act.institution_id:
        raise Refused(N_("These loans are of two institutions; take the devices back instead."))
    for loan in (one, other):
        ensure_may_follow(loan.act.status, ActStatus.RETURNED)
        _end(loan.act, actor=actor, now=now, today=today)
    session.flush()  # the database then lets the other act hold the device
    numbers = next_numbers(session, one.act.institution_id, Series.ACT, 2)
    when: dict[str, Any] = {"actor": actor, "now": now, "today": today}
    first = _succeed(session, one, other, code, numbers[0], **when)
    second = _succeed(session, other, one, code, numbers[1], **when)
    ids = [one.act.id, other.act.id]
    bulk_delete(session, CustodyDismissal, CustodyDismissal.act_id.in_(ids))
    return first, second


def _loan(act: Act, contents: Mapping[int, ActContent]) -> _Loan:
    if act.id not in contents:
        raise Refused(N_("The institution that lent the devices accepts the swap."))
    return _Loan(act, from_json(contents[act.id].contents))


def _end(act: Act, *, actor: Actor, now: datetime, today: date) -> None:
    act.status, act.superseded_at = ActStatus.RETURNED, now
    act.ended_at, act.ended_on, act.ended_by = now, today, actor.name
    act.return_state, act.device_after = ReturnState.WORKING, Status.IN_USE
    act.accessories_back = dict(act.accessories)


def _succeed(
    session: Session,
    mine: _Loan,
    theirs: _Loan,
    code: str,
    number: int,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> Act:
    """The borrower of `mine` has the device of `theirs` from now on."""
    old, new_number = act_number(code, mine.act.number), act_number(code, number)
    told = replace(
        mine.contents,
        number=new_number,
        rumis_number=None,
        supersedes=old,
        issued_on=today,
        due_on=mine.act.due_on,
        device=theirs.contents.device,
        accessories=theirs.contents.accessories,
        issued_by=paper.Official(name=actor.name, position=None),
    )
    new = _act(mine.act, theirs.act, number, actor=actor, now=now, today=today)
    new.contents_sha256 = contents_sha256(told)
    session.add(new)
    with refusing():
        session.flush()
    session.add(
        ActContent(
            act_id=new.id,
            institution_id=new.institution_id,
            person_id=new.person_id,
            contents=to_json(told),
            signature=None,
        )
    )
    waiting = select(Extension).where(Extension.act_id == mine.act.id, Extension.granted.is_(None))
    for extension in session.scalars(waiting):
        extension.act_id = new.id
    after = {"device": new.asset_tag, "contents_sha256": new.contents_sha256, "supersedes": old}
    record_all(
        session,
        [
            act_entry("superseded", mine.act, old, None, {"by": new_number}, actor=actor, now=now),
            act_entry("swapped", new, new_number, None, after, actor=actor, now=now),
        ],
    )
    return new


def _act(mine: Act, theirs: Act, number: int, *, actor: Actor, now: datetime, today: date) -> Act:
    copied: dict[str, Any] = {name: getattr(mine, name) for name in _OF_BORROWER}
    copied |= {name: getattr(theirs, name) for name in _OF_DEVICE}
    return Act(
        **copied,
        number=number,
        status=ActStatus.ISSUED,
        supersedes_id=mine.id,
        accessories=dict(theirs.accessories),
        prepared_at=now,
        prepared_by=actor.name,
        issued_at=now,
        issued_on=today,
        issued_by=actor.name,
    )

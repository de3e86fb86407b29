"""An act ends and another one takes its place: a correction, or a swap between two borrowers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.db.errors import refusing
from assetmgr.devices.codes import Status
from assetmgr.loans.act import contents as paper
from assetmgr.loans.act.encoding import contents_sha256, to_json
from assetmgr.loans.codes import ActStatus, ReturnState
from assetmgr.loans.models import Act, ActContent, Extension
from assetmgr.loans.operations.trail import Facts, act_entry
from assetmgr.loans.policy.naming import act_number
from assetmgr.requests.models import LoanRequest


def end_for_successor(
    session: Session, *acts: Act, actor: Actor, now: datetime, today: date
) -> None:
    """End acts whose devices stay where they are; the database then lets others hold them."""
    for act in acts:
        act.status, act.superseded_at = ActStatus.RETURNED, now
        act.ended_at, act.ended_on, act.ended_by = now, today, actor.name
        act.return_state, act.device_after = ReturnState.WORKING, Status.IN_USE
        act.accessories_back = dict(act.accessories)
    session.flush()


def succeed(
    session: Session,
    old: Act,
    told: paper.ActContents,
    columns: Mapping[str, Any],
    code: str,
    number: int,
    *,
    action: str,
    before: Facts,
    after: Mapping[str, Any],
    actor: Actor,
    now: datetime,
    today: date,
) -> Act:
    """Issue the act that takes the place of an ended one, unsigned, in this transaction; it.

    `told` is what stands on it but for its number, its day and who issues it; `columns` whom and
    what it is about. `action`, `before` and `after` are for the trail. What waits on the loan goes
    along, and so does the request that the loan serves.
    """
    new = Act(
        **columns,
        number=number,
        status=ActStatus.ISSUED,
        supersedes_id=old.id,
        prepared_at=now,
        prepared_by=actor.name,
        issued_at=now,
        issued_on=today,
        issued_by=actor.name,
    )
    old_number, new_number = act_number(code, old.number), act_number(code, number)
    frozen = replace(
        told,
        number=new_number,
        rumis_number=new.rumis_number,
        supersedes=old_number,
        issued_on=today,
        due_on=new.due_on,
        issued_by=paper.Official(name=actor.name, position=None),
    )
    new.contents_sha256 = contents_sha256(frozen)
    session.add(new)
    with refusing():
        session.flush()
    session.add(
        ActContent(
            act_id=new.id,
            institution_id=new.institution_id,
            person_id=new.person_id,
            contents=to_json(frozen),
            signature=None,
        )
    )
    pass_along(session, old, new)
    facts = {**after, "contents_sha256": new.contents_sha256, "supersedes": old_number}
    when: dict[str, Any] = {"actor": actor, "now": now}
    record_all(
        session,
        [
            act_entry("superseded", old, old_number, None, {"by": new_number}, **when),
            act_entry(action, new, new_number, before, facts, **when),
        ],
    )
    return new


def pass_along(session: Session, act: Act, other: Act) -> None:
    """What the borrower waits for and what was served follow the loan to its other act."""
    waiting = select(Extension).where(Extension.act_id == act.id, Extension.granted.is_(None))
    for extension in session.scalars(waiting):
        extension.act_id = other.id
    for request in session.scalars(select(LoanRequest).where(LoanRequest.act_id == act.id)):
        request.act_id = other.id

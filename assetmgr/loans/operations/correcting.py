"""A correction: a new act takes the place of one that says something wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.db.errors import Refused, refusing
from assetmgr.i18n.marks import N_
from assetmgr.loans.act.encoding import from_json
from assetmgr.loans.codes import ActStatus, CaseStatus
from assetmgr.loans.models import Act, ActContent, LoanCase
from assetmgr.loans.operations.freezing import accessories_told
from assetmgr.loans.operations.superseding import end_for_successor, pass_along, succeed
from assetmgr.loans.operations.trail import act_entry
from assetmgr.loans.policy import accessories as extras
from assetmgr.loans.policy.acts import may_undo
from assetmgr.loans.policy.naming import act_number
from assetmgr.numbering.codes import Series
from assetmgr.numbering.operations import next_numbers

COPIED: Final = (
    "institution_id",
    "sensitive",
    "device_id",
    "kind_id",
    "asset_tag",
    "serial_number",
    "inventory_number",
    "model",
    "value_eur",
    "person_id",
    "person_role",
    "terms_id",
    "rumis_number",
    "replaces_id",
    "device_before",
)
"""What the new act has from the old one: the device and the borrower are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What shall stand on the act instead; all else stays as it was."""

    due_on: date | None
    accessories: Mapping[str, int]
    condition: str | None


def correct(
    session: Session,
    act: Act,
    content: ActContent,
    code: str,
    wanted: Correction,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> Act:
    """End an issued act and issue one that says it right, in this transaction; the new one.

    `code` is the institution's. The old act stays as it was signed; the device stays with its
    borrower, and what waits on the loan (a request for longer, an open case) goes along.

    Raises:
        Refused: the act is not issued, nothing changes, or the day of return is past.
    """
    if act.status is not ActStatus.ISSUED:
        raise Refused(N_("Only an act that is issued can be corrected."))
    old = from_json(content.contents)
    counts = extras.checked(wanted.accessories)
    if (wanted.due_on, counts, wanted.condition) == (
        act.due_on,
        dict(act.accessories),
        old.device.condition,
    ):
        raise Refused(N_("Nothing differs from the act as it is."))
    if wanted.due_on is not None and wanted.due_on <= today and wanted.due_on != act.due_on:
        raise Refused(N_("The day of return must lie in the future."), field="due_on")
    when: dict[str, Any] = {"actor": actor, "now": now, "today": today}
    end_for_successor(session, act, **when)
    (number,) = next_numbers(session, act.institution_id, Series.ACT)
    stated = {"due_on": wanted.due_on, "accessories": counts}
    new = succeed(
        session,
        act,
        replace(
            old,
            device=replace(old.device, condition=wanted.condition),
            accessories=accessories_told(counts),
        ),
        {name: getattr(act, name) for name in COPIED} | stated,
        code,
        number,
        action="corrected",
        before={"due_on": act.due_on, "accessories": act.accessories},
        after=stated,
        **when,
    )
    _bring_cases_along(session, act, new)
    return new


def undo_correction(
    session: Session, act: Act, old: Act, code: str, *, actor: Actor, now: datetime, today: date
) -> Act:
    """Take back a correction that was just made: the act it corrected holds again; that one.

    Raises:
        Refused: it is older than 15 minutes, signed, or ended.
    """
    if act.supersedes_id != old.id or act.device_id != old.device_id:
        raise Refused(N_("This act corrects no other one."))
    if act.status is not ActStatus.ISSUED:
        raise Refused(N_("The act has ended already. Open it again to see how."))
    if not may_undo(act.issued_at, now, signed=act.signed_at is not None):
        raise Refused(N_("It is signed, or older than 15 minutes; correct it once more instead."))
    act.status, act.supersedes_id = ActStatus.CANCELLED, None
    act.ended_at, act.ended_on, act.ended_by = now, today, actor.name
    session.flush()
    old.status, old.superseded_at = ActStatus.ISSUED, None
    old.ended_at = old.ended_on = old.ended_by = None
    old.return_state = old.device_after = old.accessories_back = None
    with refusing():
        session.flush()
    pass_along(session, act, old)
    _bring_cases_along(session, act, old)
    numbers = act_number(code, act.number), act_number(code, old.number)
    record_all(
        session,
        [
            act_entry("correction undone", one, number, None, None, actor=actor, now=now)
            for one, number in zip((act, old), numbers, strict=True)
        ],
    )
    return old


def _bring_cases_along(session: Session, act: Act, other: Act) -> None:
    """Open ones follow the loan; what was decided on the old act stays there."""
    open_cases = select(LoanCase).where(
        LoanCase.act_id == act.id, LoanCase.status != CaseStatus.CLOSED
    )
    for case in session.scalars(open_cases):
        case.act_id = other.id

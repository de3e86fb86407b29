"""Prepared acts are issued, or cancelled."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.db.errors import Refused
from assetmgr.db.scope import system_scope
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import Change, change_devices
from assetmgr.evidence.models import Source
from assetmgr.evidence.operations import saw
from assetmgr.i18n.marks import N_
from assetmgr.loans.act.contents import Official
from assetmgr.loans.act.encoding import contents_sha256, from_json, to_json
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act, ActContent
from assetmgr.loans.operations.checks import ensure_not_left, not_agreed
from assetmgr.loans.operations.trail import act_entry
from assetmgr.loans.policy.acts import ensure_may_follow
from assetmgr.loans.queries.acts import with_devices
from assetmgr.loans.queries.borrowers import to_lend_to
from assetmgr.people.policy.ages import is_minor
from assetmgr.requests.operations.serving import note_issued, release_requests


def issue(
    session: Session, act_ids: Collection[int], *, actor: Actor, now: datetime, today: date
) -> list[Act]:
    """Hand out what was prepared; what was printed stays as it is, another tells who issues, when.

    Raises:
        Refused: one is no longer prepared, its borrower left, or a guardian has not agreed yet;
            nothing is issued.
    """
    held = _held(session, act_ids)
    _ensure_may_have(session, [act for act, *_ in held], today)
    for act, *_ in held:
        ensure_may_follow(act.status, ActStatus.ISSUED)
        act.status = ActStatus.ISSUED
        act.issued_at, act.issued_on, act.issued_by = now, today, actor.name
    _restate(session, [act for act, *_ in held if act.printed_at is None], actor, today)
    changes = [Change(device, {"status": Status.IN_USE}) for _, device, _ in held]
    change_devices(
        session, changes, effective=today, actor=actor, now=now, today=today, by_act=True
    )
    note_issued(session, [act for act, *_ in held], now=now)
    saw(session, Source.LOAN, ((act.device_id, act.institution_id, now) for act, *_ in held))
    record_all(
        session,
        (
            act_entry(
                "issued",
                act,
                number,
                None,
                {"contents_sha256": act.contents_sha256},
                actor=actor,
                now=now,
            )
            for act, _, number in held
        ),
    )
    return [act for act, *_ in held]


def _restate(session: Session, acts: Collection[Act], actor: Actor, today: date) -> None:
    """No paper of these is out yet: they say what is so now."""
    by = Official(name=actor.name, position=None)
    by_id = {act.id: act for act in acts}
    with system_scope(session, reason="whoever issues, the act says who and when"):
        for content in session.scalars(select(ActContent).where(ActContent.act_id.in_(by_id))):
            told = replace(from_json(content.contents), issued_on=today, issued_by=by)
            content.contents = to_json(told)
            by_id[content.act_id].contents_sha256 = contents_sha256(told)


def cancel(
    session: Session, act_ids: Collection[int], *, actor: Actor, now: datetime, today: date
) -> list[Act]:
    """Take back acts that were not issued yet; their numbers stay, their devices are as before.

    The requests that they would have served wait again.

    Raises:
        Refused: one was issued, or has ended.
    """
    held = _held(session, act_ids)
    for act, *_ in held:
        ensure_may_follow(act.status, ActStatus.CANCELLED)
        act.status = ActStatus.CANCELLED
        act.ended_at, act.ended_on, act.ended_by = now, today, actor.name
    release_requests(session, [act for act, *_ in held], now=now)
    changes = [
        Change(device, {"status": act.device_before or Status.AVAILABLE}) for act, device, _ in held
    ]
    change_devices(
        session, changes, effective=today, actor=actor, now=now, today=today, by_act=True
    )
    record_all(
        session,
        (
            act_entry("cancelled", act, number, None, None, actor=actor, now=now)
            for act, _, number in held
        ),
    )
    return [act for act, *_ in held]


def _held(session: Session, act_ids: Collection[int]) -> list[tuple[Act, Device, str]]:
    held = list(with_devices(session, act_ids))
    if len(held) < len(set(act_ids)):
        raise Refused(N_("One of the acts has ended meanwhile. Open the list again."))
    return held


def _ensure_may_have(session: Session, acts: Collection[Act], today: date) -> None:
    with system_scope(session, reason="the municipality, which sees nobody, is refused alike"):
        people = to_lend_to(session, [act.person_id for act in acts])
    for act in acts:
        borrower = people.get(act.person_id)
        if borrower is None:
            raise Refused(N_("There is no such person here. Choose somebody anew."), field="person")
        ensure_not_left(borrower)
        if is_minor(borrower, today) and not borrower.is_agreed:
            raise not_agreed()

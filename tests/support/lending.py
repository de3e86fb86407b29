"""Lending in tests."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.models import Consent, ConsentLink
from assetmgr.agreements.operations.terms import ensure_terms
from assetmgr.audit.actor import Actor
from assetmgr.custody.codes import Verdict
from assetmgr.custody.models import CustodyDay, CustodyDismissal
from assetmgr.db.scope import system_scope
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device, DevicePeriod
from assetmgr.lending.models import LendingSetting, UnusedCount
from assetmgr.loans.codes import CaseKind, CaseStatus, Paper
from assetmgr.loans.models import Act, ActPaper, Extension, LoanCase
from assetmgr.loans.operations.handing_out import Made, Wish, hand_out
from assetmgr.people.models import Person
from assetmgr.requests.codes import Channel, Reason, RequestStatus
from assetmgr.requests.models import LoanRequest
from tests.support.town import ACTOR, NOW, TODAY, Town


def make_available(session: Session, town: Town, *tags: str) -> None:
    """Let devices be lent: since they came, they are available."""
    ids = [town.devices[tag] for tag in tags]
    for device in session.scalars(select(Device).where(Device.id.in_(ids))):
        device.status = Status.AVAILABLE
    for period in session.scalars(select(DevicePeriod).where(DevicePeriod.device_id.in_(ids))):
        period.status = Status.AVAILABLE
    session.flush()


def agree(session: Session, town: Town, *names: str) -> None:
    """A guardian of each agrees to the terms on paper."""
    for name in names:
        person = session.scalars(select(Person).where(Person.id == town.persons[name])).one()
        terms = ensure_terms(session, person.institution_id, actor=ACTOR, now=NOW)
        session.add(
            Consent(
                institution_id=person.institution_id,
                person_id=person.id,
                terms_id=terms.id,
                how=SignedHow.PAPER,
                guardian_name=f"{name.capitalize()}'s guardian",
                given_at=NOW,
                recorded_by=ACTOR.name,
            )
        )
    session.flush()


def lend(
    session: Session,
    town: Town,
    tag: str,
    name: str,
    *,
    accessories: Mapping[str, int] | None = None,
    actor: Actor = ACTOR,
    now: datetime = NOW,
) -> Made:
    """Lend a device of the town to one of its people, whatever stands in the way of it now."""
    with system_scope(session, reason="a test's loan"):
        make_available(session, town, tag)
        agree(session, town, name)
        wish = Wish(town.devices[tag], town.persons[name], accessories or {"charger": 1})
        return known(session, hand_out(session, wish, actor=actor, now=now, today=TODAY))


def known(session: Session, made: Made) -> Made:
    """What was made, with the act as the session knows it."""
    act = session.scalars(select(Act).where(Act.id == made.act.id)).one()
    return replace(made, act=act)


def lending_rows(session: Session, town: Town, name: str, tag: str) -> list[object]:
    """A loan of a device to a person, and a row of every other table of lending about it."""
    made = lend(session, town, tag, name)
    act = made.act
    whose: dict[str, int] = {"institution_id": act.institution_id, "person_id": act.person_id}
    return [
        ActPaper(
            act_id=act.id,
            what=Paper.SIGNED_ACT,
            file_name="akts.pdf",
            media_type="application/pdf",
            content=b"%PDF",
            sha256="0" * 64,
            size=4,
            added_at=NOW,
            added_by=ACTOR.name,
            **whose,
        ),
        Extension(act_id=act.id, wanted_until=TODAY, asked_at=NOW, **whose),
        LoanCase(
            act_id=act.id,
            kind=CaseKind.FAULT,
            status=CaseStatus.OPEN,
            channel=Channel.DESK,
            told_at=NOW,
            **whose,
        ),
        LoanRequest(
            number=1,
            kind_id=act.kind_id,
            status=RequestStatus.SUBMITTED,
            reason=Reason.NO_DEVICE,
            channel=Channel.DESK,
            submitted_at=NOW,
            **whose,
        ),
        ConsentLink(
            terms_id=act.terms_id, token_hash=f"{name:0>64}", made_at=NOW, expires_at=NOW, **whose
        ),
        CustodyDay(
            device_id=act.device_id,
            day=TODAY,
            institution_id=act.institution_id,
            act_id=act.id,
            verdict=Verdict.YES,
        ),
        CustodyDismissal(
            act_id=act.id,
            institution_id=act.institution_id,
            dismissed_at=NOW,
            dismissed_by=ACTOR.name,
            until=TODAY,
        ),
        LendingSetting(
            institution_id=act.institution_id,
            takes_requests=True,
            year_ends_month=5,
            year_ends_day=31,
            support_first=True,
            remind_before=[],
            remind_after=[],
            unused_weeks=4,
        ),
        UnusedCount(institution_id=act.institution_id, day=TODAY, count=1),
    ]

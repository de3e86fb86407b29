"""A lent device is lost, stolen, found again; the case that follows is decided and disputed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.models import AuditEntry
from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.loans.codes import ActStatus, CaseKind, CaseStatus, Paper
from assetmgr.loans.models import Act, ActPaper, LoanCase
from assetmgr.loans.operations.deciding import close_case, decide, note_dispute, undo_decision
from assetmgr.loans.operations.handing_out import Made
from assetmgr.loans.operations.losing import note_found, note_loss, undo_loss
from assetmgr.loans.operations.papers import File
from assetmgr.loans.operations.reporting import report_case
from assetmgr.loans.queries.cases import case_or_none, has_unsettled_case
from assetmgr.requests.codes import Channel
from tests.support.lending import lend
from tests.support.town import ACTOR, NOW, TODAY, Town

WHEN: dict[str, Any] = {"actor": ACTOR, "now": NOW, "today": TODAY}
THEN: dict[str, Any] = {"actor": ACTOR, "now": NOW}
LATE: dict[str, Any] = {**WHEN, "now": NOW + timedelta(minutes=16)}
POLICE = File(b"%PDF-1.7 police", "application/pdf", "policija.pdf")


def device(session: Session, town: Town) -> Device:
    return session.scalars(select(Device).where(Device.id == town.devices["K-0001"])).one()


@pytest.fixture
def adas(town: Town, session: Session) -> Made:
    """Ada's loan of K-0001."""
    return lend(session, town, "K-0001", "ada")


def lost(
    session: Session,
    town: Town,
    adas: Made,
    kind: CaseKind = CaseKind.LOSS,
    told: str | None = "Palika autobusā",
    **more: Any,
) -> LoanCase:
    return note_loss(
        session, adas.act, device(session, town), adas.number, kind, told, **{**WHEN, **more}
    )


@pytest.mark.parametrize(
    ("kind", "act", "status"),
    [
        (CaseKind.LOSS, ActStatus.LOST, Status.LOST),
        (CaseKind.THEFT, ActStatus.STOLEN, Status.STOLEN),
    ],
)
def test_a_loss_ends_the_loan_marks_the_device_and_opens_a_case(
    town: Town, session: Session, adas: Made, kind: CaseKind, act: ActStatus, status: Status
) -> None:
    case = lost(session, town, adas, kind, paper=POLICE)
    assert (adas.act.status, adas.act.ended_on) == (act, TODAY)
    assert device(session, town).status is status
    assert (case.kind, case.status, case.told) == (kind, CaseStatus.OPEN, "Palika autobusā")
    paper = session.scalars(select(ActPaper)).one()
    assert (paper.what, paper.size) == (Paper.NOTICE, len(POLICE.content))


def test_a_loss_of_which_nothing_is_told_is_refused(
    town: Town, session: Session, adas: Made
) -> None:
    with pytest.raises(Refused, match="what happened"):
        lost(session, town, adas, told=None)


def test_what_the_borrower_reported_is_confirmed_with_nothing_more_to_tell(
    town: Town, session: Session, adas: Made
) -> None:
    report_case(session, adas.act, CaseKind.LOSS, "Nevaru atrast", Channel.BORROWER, **THEN)
    session.flush()
    case = lost(session, town, adas, told=None)
    assert session.scalars(select(LoanCase)).all() == [case]
    assert (case.channel, case.told) == (Channel.BORROWER, "Nevaru atrast")
    assert adas.act.status is ActStatus.LOST


def test_a_lost_device_may_turn_out_to_be_stolen_and_keeps_its_case(
    town: Town, session: Session, adas: Made
) -> None:
    case = lost(session, town, adas)
    later = {"now": NOW + timedelta(days=3), "today": TODAY + timedelta(days=3)}
    assert lost(session, town, adas, CaseKind.THEFT, "Policija atrada zagli", **later) is case
    assert (adas.act.status, adas.act.ended_on) == (ActStatus.STOLEN, TODAY)
    assert device(session, town).status is Status.STOLEN
    assert case.told == "Palika autobusā\nPolicija atrada zagli"
    with pytest.raises(Refused, match="ended already"):
        lost(session, town, adas, CaseKind.LOSS)


def test_a_found_device_is_available_and_closes_what_was_open(
    town: Town, session: Session, adas: Made
) -> None:
    case = lost(session, town, adas)
    note_found(session, adas.act, device(session, town), adas.number, **WHEN)
    assert device(session, town).status is Status.AVAILABLE
    assert (case.status, adas.act.status) == (CaseStatus.CLOSED, ActStatus.LOST)
    with pytest.raises(Refused, match="any more"):
        note_found(session, adas.act, device(session, town), adas.number, **WHEN)
    assert lend(session, town, "K-0001", "emils").act.status is ActStatus.ISSUED


def test_a_loss_is_taken_back_within_15_minutes_and_a_report_waits_again(
    town: Town, session: Session, adas: Made
) -> None:
    report_case(session, adas.act, CaseKind.LOSS, "Nevaru atrast", Channel.BORROWER, **THEN)
    session.flush()
    case = lost(session, town, adas, told=None)
    with pytest.raises(Refused, match="15 minutes"):
        undo_loss(session, adas.act, device(session, town), adas.number, **LATE)
    undo_loss(session, adas.act, device(session, town), adas.number, **WHEN)
    assert (adas.act.status, case.status) == (ActStatus.ISSUED, CaseStatus.OPEN)
    assert device(session, town).status is Status.IN_USE


def test_a_loss_that_was_noted_at_the_desk_takes_its_case_with_it_when_undone(
    town: Town, session: Session, adas: Made
) -> None:
    lost(session, town, adas)
    undo_loss(session, adas.act, device(session, town), adas.number, **WHEN)
    assert session.scalars(select(LoanCase)).all() == []


def test_a_loss_that_was_decided_is_not_taken_back(
    town: Town, session: Session, adas: Made
) -> None:
    case = lost(session, town, adas)
    decided(session, case)
    session.flush()
    with pytest.raises(Refused, match="decided on already"):
        undo_loss(session, adas.act, device(session, town), adas.number, **WHEN)
    close_case(session, case, adas.number, **THEN)
    with pytest.raises(Refused, match="decided on already"):
        undo_loss(session, adas.act, device(session, town), adas.number, **WHEN)
    assert adas.act.status is ActStatus.LOST


def test_a_disputed_fault_does_not_keep_a_loss(town: Town, session: Session, adas: Made) -> None:
    fault = report_case(session, adas.act, CaseKind.FAULT, "Neslēdzas", Channel.BORROWER, **THEN)
    session.flush()
    decided(session, fault)
    note_dispute(session, fault, adas.number, told="Nē", **THEN)
    lost(session, town, adas)
    undo_loss(session, adas.act, device(session, town), adas.number, **WHEN)
    assert adas.act.status is ActStatus.ISSUED


def test_a_case_proposes_the_residual_value_capped_by_the_acts_terms(
    town: Town, session: Session
) -> None:
    one = device(session, town)
    one.price_eur = Decimal("600.00")  # bought on 15 August 2022, six years of life
    session.flush()
    case = lost(session, town, lend(session, town, "K-0001", "ada"))
    session.flush()
    found = case_or_none(session, case.id)
    assert found
    assert found.worth
    assert (found.worth.ends_on, found.worth.on) == (date(2028, 8, 15), TODAY)
    assert (found.worth.days_left, found.worth.days_in_all) == (1443, 2192)
    assert found.worth.proposed_eur == Decimal("394.98")


def test_without_a_price_nothing_is_proposed(town: Town, session: Session, adas: Made) -> None:
    case = lost(session, town, adas)
    session.flush()
    found = case_or_none(session, case.id)
    assert found
    assert found.worth is None


def decided(session: Session, case: LoanCase, amount: str = "120.50", **more: Any) -> None:
    told: dict[str, Any] = {
        "reason": "Ierīce bija bez apvalka",
        "limit": None,
        "address": "",
        **THEN,
        **more,
    }
    decide(session, case, "A-ABC-1", amount=Decimal(amount), **told)


def test_a_decision_may_be_nothing_but_never_without_a_reason_or_above_the_limit(
    town: Town, session: Session, adas: Made
) -> None:
    case = lost(session, town, adas)
    for wrong in ({"reason": " "}, {"amount": "-1"}, {"limit": Decimal(100)}):
        with pytest.raises(Refused):
            decided(session, case, **wrong)
    decided(session, case, "0")
    assert (case.status, case.amount_eur) == (CaseStatus.DECIDED, Decimal(0))


def test_a_decision_is_taken_back_within_15_minutes(
    town: Town, session: Session, adas: Made
) -> None:
    case = lost(session, town, adas)
    decided(session, case)
    with pytest.raises(Refused, match="15 minutes"):
        undo_decision(session, case, "A-ABC-1", actor=ACTOR, now=NOW + timedelta(minutes=16))
    undo_decision(session, case, "A-ABC-1", **THEN)
    assert (case.status, case.amount_eur, case.decision) == (CaseStatus.OPEN, None, None)


def test_a_disputed_case_waits_for_a_new_decision_and_is_closed_once_settled(
    town: Town, session: Session, adas: Made
) -> None:
    case = lost(session, town, adas)
    with pytest.raises(Refused, match="meanwhile"):
        note_dispute(session, case, "A-ABC-1", "Nepiekrītu", **THEN)
    decided(session, case)
    note_dispute(session, case, "A-ABC-1", "Nepiekrītu summai", **THEN)
    assert case.status is CaseStatus.DISPUTED
    decided(session, case, "60")
    decided(session, case, "50")  # mended at once
    with pytest.raises(Refused, match="once more"):
        undo_decision(session, case, "A-ABC-1", **THEN)
    close_case(session, case, "A-ABC-1", **THEN)
    assert (case.status, case.amount_eur) == (CaseStatus.CLOSED, Decimal(50))
    with pytest.raises(Refused, match="meanwhile"):
        close_case(session, case, "A-ABC-1", **THEN)


def test_while_a_case_is_open_or_disputed_nothing_of_its_act_is_forgotten(
    town: Town, session: Session, adas: Made
) -> None:
    held = select(Act.id).where(has_unsettled_case())
    assert session.scalars(held).all() == []
    case = lost(session, town, adas)
    session.flush()
    assert session.scalars(held).all() == [adas.act.id]
    decided(session, case)
    session.flush()
    assert session.scalars(held).all() == []
    note_dispute(session, case, "A-ABC-1", "Nepiekrītu", **THEN)
    session.flush()
    assert session.scalars(held).all() == [adas.act.id]


def test_the_trail_of_a_case_has_no_word_that_was_written_about_somebody(
    town: Town, session: Session, adas: Made
) -> None:
    case = lost(session, town, adas, told="Ada to pazaudēja", paper=POLICE)
    decided(session, case, reason="Ada bija neuzmanīga")
    note_dispute(session, case, "A-ABC-1", "Ada nepiekrīt", **THEN)
    session.flush()
    entries = session.scalars(select(AuditEntry)).all()
    trail = str([(one.before, one.after, one.subject_label) for one in entries])
    assert "Ada" not in trail
    assert "policija.pdf" not in trail
    actions = {one.action for one in entries if one.subject_type in {"act", "case"}}
    assert {"lost", "paper added", "decided", "disputed"} <= actions

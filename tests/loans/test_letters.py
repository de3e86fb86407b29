"""What borrowers and guardians are told of their loans by mail, and that it arrives."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.custody.queries.proposals import contents_by_act
from assetmgr.loans.codes import CaseKind, CaseStatus
from assetmgr.loans.models import Act, Extension, LoanCase
from assetmgr.loans.operations.asking_longer import ask_longer
from assetmgr.loans.operations.deciding import decide, note_dispute, undo_decision
from assetmgr.loans.operations.exchanging import exchange
from assetmgr.loans.operations.renewing import extend, grant, refuse
from assetmgr.loans.operations.reporting import report_case
from assetmgr.outbox.models import OutboxMail
from assetmgr.people.models import Guardian, Person
from assetmgr.requests.codes import Channel
from tests.outbox.conftest import Post, post, room, running
from tests.outbox.server import Mailroom
from tests.support.lending import lend
from tests.support.town import ACTOR, ADA, NOW, TODAY, Town
from tests.support.writing import written

__all__ = ["post", "room", "running"]
GUARDIAN = "guardian.ada@home.example"
JUNE = date(2025, 6, 15)
WHEN: dict[str, Any] = {"actor": ACTOR, "now": NOW}
TELLING: dict[str, Any] = {**WHEN, "address": "https://example.lv/my"}
ON: dict[str, Any] = {**TELLING, "today": TODAY}


@pytest.fixture
def act(town: Town, session: Session) -> Act:
    """Ada's loan of K-0001: A-ABC-1."""
    return lend(session, town, "K-0001", "ada").act


def asked(session: Session, act: Act) -> Extension:
    return ask_longer(session, act, JUNE, "Vasaras skola", today=TODAY, **WHEN)


def letters(session: Session) -> dict[str, OutboxMail]:
    """What waits, by its address."""
    session.flush()
    return {one.recipient or "": one for one in session.scalars(select(OutboxMail))}


def body(mail: OutboxMail) -> str:
    assert mail.body
    return mail.body


def person(session: Session, town: Town, name: str) -> Person:
    return session.scalars(select(Person).where(Person.id == town.persons[name])).one()


def fault(session: Session, act: Act) -> LoanCase:
    found = report_case(session, act, CaseKind.FAULT, "Neslēdzas", Channel.BORROWER, **WHEN)
    session.flush()
    return found


def decided(session: Session, case: LoanCase, amount: str, **when: Any) -> None:
    told = {"reason": "Nebija apvalka", "limit": None, **TELLING, **when}
    decide(session, case, "A-ABC-1", amount=Decimal(amount), **told)
    session.flush()


def test_a_granted_extension_is_told_to_the_pupil_and_the_guardian(
    act: Act, session: Session
) -> None:
    grant(session, act, asked(session, act), "A-ABC-1", answer="Jā, lūdzu", **ON)
    found = letters(session)
    assert set(found) == {ADA, GUARDIAN}
    own, theirs = body(found[ADA]), body(found[GUARDIAN])
    assert "vari lietot ilgāk: līdz 15.06.2025." in own
    assert "Atbilde: Jā, lūdzu" in own
    assert "https://example.lv/my" in own
    assert "Jūsu bērns (Ada) var lietot ierīci" in theirs
    assert "līdz 15.06.2025." in theirs
    assert "/my" not in theirs
    told = str([(one.subject, one.key, one.body) for one in found.values()])
    assert not [text for text in ("Ābele", "KEYADA", "Vasaras skola") if text in told]


def test_a_declined_extension_says_the_day_that_stays_and_why(town: Town, session: Session) -> None:
    act = lend(session, town, "P-0002", "teacher").act
    act.due_on = date(2025, 5, 31)
    refuse(session, act, asked(session, act), "A-ABC-1", answer="Vajag citam", **TELLING)
    (mail,) = letters(session).values()
    assert mail.recipient == "teacher@school.example"
    assert "ilgāk paturēt nevarēs. Atdošanas diena nemainās: 31.05.2025." in body(mail)
    assert "Atbilde: Vajag citam" in body(mail)
    assert "Jūsu lapa: https://example.lv/my" in body(mail)


def test_who_did_not_ask_is_not_answered(act: Act, session: Session) -> None:
    extend(session, act, JUNE, "A-ABC-1", **ON)
    assert letters(session) == {}


def test_a_pupil_without_an_address_is_told_through_the_guardian_and_an_adult_alone(
    town: Town, act: Act, session: Session
) -> None:
    ada = person(session, town, "ada")
    ada.email = None
    refuse(session, act, asked(session, act), "A-ABC-1", **TELLING)
    assert set(letters(session)) == {GUARDIAN}
    ada.email, ada.adult_on = ADA, date(2024, 9, 1)
    later = {**TELLING, "now": NOW + timedelta(days=1)}
    refuse(session, act, asked(session, act), "A-ABC-1", **later)
    assert set(letters(session)) == {GUARDIAN, ADA}
    assert len(letters(session)) == 2


def test_a_guardian_with_the_pupils_own_address_gets_one_letter(
    town: Town, act: Act, session: Session
) -> None:
    whose = Guardian.person_id == town.persons["ada"]
    session.scalars(select(Guardian).where(whose)).one().email = ADA
    refuse(session, act, asked(session, act), "A-ABC-1", **TELLING)
    assert set(letters(session)) == {ADA}


def test_of_an_assistive_device_nothing_is_mailed(act: Act, session: Session) -> None:
    act.sensitive = True
    refuse(session, act, asked(session, act), "A-ABC-1", **TELLING)
    grant(session, act, asked(session, act), "A-ABC-1", **ON)
    decided(session, fault(session, act), "10")
    assert letters(session) == {}


def test_a_decision_on_damage_tells_the_amount_and_how_to_dispute_it(
    act: Act, session: Session
) -> None:
    decided(session, fault(session, act), "1120.50")
    found = letters(session)
    assert set(found) == {ADA, GUARDIAN}
    own = body(found[ADA])
    assert "atlīdzināmā summa ir 1\u00a0120,50\u00a0EUR" in own
    assert "darbības traucējumiem, akts A-ABC-1" in own
    assert "Kā šo lēmumu apstrīdēt" in own
    assert "iesniegum" in own.partition("apstrīdēt")[2]
    assert "Jūsu bērnam (Ada)" in body(found[GUARDIAN])
    assert not [text for text in ("apvalka", "Neslēdzas") if text in own]


def test_nothing_owed_is_told_too(act: Act, session: Session) -> None:
    decided(session, fault(session, act), "0")
    assert "zaudējumi nav jāatlīdzina" in body(letters(session)[ADA])


def test_a_decision_that_is_taken_back_in_time_is_never_told(act: Act, session: Session) -> None:
    case = fault(session, act)
    decided(session, case, "10")
    assert letters(session)[ADA].send_after > NOW + timedelta(minutes=15)
    undo_decision(session, case, "A-ABC-1", **WHEN)
    assert letters(session) == {}
    decided(session, case, "20", now=NOW + timedelta(minutes=1))
    assert "20,00" in body(letters(session)[ADA])


def test_a_mended_decision_takes_the_place_of_the_letter_that_waits(
    act: Act, session: Session
) -> None:
    case = fault(session, act)
    decided(session, case, "60")
    note_dispute(session, case, "A-ABC-1", "Nepiekrītu", **WHEN)
    decided(session, case, "50", now=NOW + timedelta(minutes=2))
    assert case.status is CaseStatus.DECIDED
    found = session.scalars(select(OutboxMail).where(OutboxMail.recipient == ADA)).all()
    assert ["50,00" in body(one) for one in found] == [True]


def test_an_accepted_swap_tells_each_of_the_own_new_act_and_nothing_of_the_other(
    town: Town, act: Act, session: Session
) -> None:
    other = lend(session, town, "K-0002", "emils").act
    contents = contents_by_act(session, [act.id, other.id])
    exchange(session, (act, other), contents, "ABC", **ON)
    found = letters(session)
    assert set(found) == {ADA, GUARDIAN, "emils@school.example", "guardian.emils@home.example"}
    own = body(found[ADA])
    assert "tavā lietošanā ir Chromebook, birka K-0002" in own
    assert "Akts A-ABC-3 stājas akta A-ABC-1 vietā un vēl jāparaksta." in own
    assert "Emīls" not in own + body(found[GUARDIAN])
    assert "K-0001" in body(found["emils@school.example"])


def test_an_answer_reaches_a_real_server_at_once_and_a_decision_after_its_quarter_of_an_hour(
    app: Flask, town: Town, post: Post, room: Mailroom
) -> None:
    with written(app) as session:
        act = lend(session, town, "K-0001", "ada").act
        refuse(session, act, asked(session, act), "A-ABC-1", answer="Vajag citam", **TELLING)
        decided(session, fault(session, act), "10")
    assert post.send().sent == 2
    assert sorted(to for _, to in room.envelopes) == [(ADA,), (GUARDIAN,)]
    assert {one["subject"] for one in room.received} == {
        "Ierīci ilgāk paturēt nevarēs (akts A-ABC-1)"
    }
    assert post.send(minutes=15).sent == 0
    assert post.send(minutes=1).sent == 2
    assert "10,00" in room.received[-1].get_content()

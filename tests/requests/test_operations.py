"""Asking and deciding: what is done, what is refused, what the trail and the mail say."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.models import AuditEntry
from assetmgr.db.errors import Refused
from assetmgr.devices.models import Device
from assetmgr.lending.models import LendingSetting
from assetmgr.loans.operations.handing_out import Made, Wish, prepare
from assetmgr.loans.operations.issuing import cancel, issue
from assetmgr.loans.operations.undoing import undo_hand_out
from assetmgr.outbox.models import OutboxMail
from assetmgr.people.models import Person
from assetmgr.requests.codes import Channel, Reason, RequestStatus
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.operations.asking import withdraw
from assetmgr.requests.operations.deciding import confirm, decline, postpone, undo
from assetmgr.requests.queries.figures import Figures, figures_of_all
from assetmgr.requests.queries.one import numbers_of
from tests.support.asking import ask
from tests.support.lending import agree, lend, make_available
from tests.support.town import ACTOR, NOW, TODAY, Town

WHEN: dict[str, Any] = {"actor": ACTOR, "now": NOW}
TELLING: dict[str, Any] = {**WHEN, "address": "https://example.lv/my"}


def person(session: Session, town: Town, name: str) -> Person:
    return session.scalars(select(Person).where(Person.id == town.persons[name])).one()


def test_requests_are_numbered_by_institution(town: Town, session: Session) -> None:
    asked = [ask(session, town, name) for name in ("ada", "zane", "emils")]
    assert list(numbers_of(session, asked).values()) == ["P-ABC-1", "P-XYZ-1", "P-ABC-2"]


def test_one_request_for_each_kind_waits(town: Town, session: Session) -> None:
    ask(session, town, "ada")
    ask(session, town, "ada", "tablet")
    with pytest.raises(Refused, match="waits in the queue"):
        ask(session, town, "ada")


def test_after_a_withdrawal_one_may_ask_again(town: Town, session: Session) -> None:
    first = ask(session, town, "ada")
    withdraw(session, first, person(session, town, "ada"), **WHEN)
    assert first.status is RequestStatus.WITHDRAWN
    assert ask(session, town, "ada").number == 2
    with pytest.raises(Refused, match="was withdrawn"):
        withdraw(session, first, person(session, town, "ada"), **WHEN)


def test_who_left_asks_for_nothing(town: Town, session: Session) -> None:
    person(session, town, "ada").left_on = TODAY
    with pytest.raises(Refused, match="left the institution"):
        ask(session, town, "ada")


def test_an_institution_that_takes_no_requests_is_not_asked(town: Town, session: Session) -> None:
    session.add(
        LendingSetting(
            institution_id=town.institutions["ABC"],
            takes_requests=False,
            year_ends_month=5,
            year_ends_day=31,
            support_first=True,
            remind_before=[],
            remind_after=[],
            unused_weeks=4,
        )
    )
    with pytest.raises(Refused, match="takes no requests"):
        ask(session, town, "ada", channel=Channel.BORROWER)
    assert ask(session, town, "zane", channel=Channel.BORROWER).number == 1
    assert ask(session, town, "ada").number == 1  # the desk may


def test_a_decision_is_noted_with_who_made_it(town: Town, session: Session) -> None:
    one = ask(session, town, "ada")
    confirm(session, [one], **TELLING)
    assert (one.status, one.decided_at, one.decided_by) == (
        RequestStatus.CONFIRMED,
        NOW,
        ACTOR.name,
    )
    with pytest.raises(Refused, match="confirmed already"):
        confirm(session, [one], **TELLING)


def test_a_postponed_one_waits_until_a_day_to_come(town: Town, session: Session) -> None:
    one = ask(session, town, "ada")
    with pytest.raises(Refused, match="day to come"):
        postpone(session, one, TODAY, today=TODAY, **TELLING)
    postpone(session, one, TODAY + timedelta(1), "Janvārī", today=TODAY, **TELLING)
    assert (one.postponed_until, one.answer) == (date(2024, 9, 3), "Janvārī")
    confirm(session, [one], **TELLING)
    assert (one.postponed_until, one.answer) == (None, None)


def test_a_decline_says_why(town: Town, session: Session) -> None:
    one = ask(session, town, "ada")
    with pytest.raises(Refused, match="Write why"):
        decline(session, one, "  ", **TELLING)
    decline(session, one, "Klasē ir datori", **TELLING)
    assert (one.status, one.answer) == (RequestStatus.DECLINED, "Klasē ir datori")
    assert ask(session, town, "ada").number == 2


def test_a_decision_is_taken_back_while_it_is_unserved(town: Town, session: Session) -> None:
    one = ask(session, town, "ada")
    with pytest.raises(Refused, match="no decision"):
        undo(session, one, **WHEN)
    decline(session, one, "Nav", **TELLING)
    undo(session, one, **WHEN)
    assert (one.status, one.decided_at, one.answer) == (RequestStatus.SUBMITTED, None, None)
    lend(session, town, "K-0001", "ada")
    assert one.act_id is not None
    with pytest.raises(Refused, match="handed out"):
        undo(session, one, **WHEN)


def test_a_decline_is_not_taken_back_past_a_newer_request(town: Town, session: Session) -> None:
    one = ask(session, town, "ada")
    decline(session, one, "Nav", **TELLING)
    ask(session, town, "ada")
    with pytest.raises(Refused, match="waits in the queue"):
        undo(session, one, **WHEN)
    session.rollback()


def test_nothing_is_confirmed_if_one_of_many_cannot_be(town: Town, session: Session) -> None:
    first, second = ask(session, town, "ada"), ask(session, town, "emils")
    decline(session, second, "Nav", **TELLING)
    with pytest.raises(Refused, match="is declined"):
        confirm(session, [first, second], **TELLING)
    session.rollback()


def test_the_trail_has_keys_and_no_need(town: Town, session: Session) -> None:
    one = ask(session, town, "ada", note="Man mājās nav datora")
    decline(session, one, "Ada Ābele jau saņēma", **TELLING)
    session.flush()
    rows = session.scalars(
        select(AuditEntry).where(AuditEntry.subject_type == "request").order_by(AuditEntry.id)
    ).all()
    assert [(row.action, row.subject_label) for row in rows] == [
        ("submitted", "P-ABC-1"),
        ("declined", "P-ABC-1"),
    ]
    trail = str([(row.before, row.after) for row in rows])
    assert "KEYADA" in trail
    assert not [text for text in ("Ada", "mājās", "saņēma", "no_device") if text in trail]


def letters(session: Session) -> list[OutboxMail]:
    session.flush()
    return list(session.scalars(select(OutboxMail).order_by(OutboxMail.id)))


def test_a_letter_tells_that_there_is_a_decision_and_never_why(
    town: Town, session: Session
) -> None:
    one = ask(session, town, "ada", reason=Reason.LEARNING_SUPPORT, note="Disleksija")
    decline(session, one, "Noslēpums", **TELLING)
    (letter,) = letters(session)
    assert letter.recipient == "ada@school.example"
    assert "P-ABC-1" in (letter.subject or "")
    body = letter.body or ""
    assert "tava pieteikuma" in body
    assert "https://example.lv/my" in body
    assert not [text for text in ("Noslēpums", "Disleksija", "Ada", "atbals") if text in body]
    assert not [text for text in ("ada", "KEY") if text in letter.key]


def test_each_decision_has_a_letter_of_its_own_and_an_employee_is_addressed_politely(
    town: Town, session: Session
) -> None:
    one = ask(session, town, "teacher", "laptop", reason=Reason.WORK)
    postpone(session, one, date(2024, 10, 1), today=TODAY, **TELLING)
    confirm(session, [one], **{**TELLING, "now": NOW + timedelta(minutes=1)})
    first, second = letters(session)
    assert "atlikts līdz 01.10.2024." in (first.body or "")
    assert "Jūsu pieteikums" in (second.body or "")
    assert first.key != second.key


def test_who_has_no_e_mail_and_who_asks_for_assistive_technology_gets_no_letter(
    town: Town, session: Session
) -> None:
    person(session, town, "emils").email = None
    without, sensitive = ask(session, town, "emils"), ask(session, town, "ada", "assistive")
    confirm(session, [without, sensitive], **TELLING)
    assert sensitive.sensitive
    assert letters(session) == []


def test_a_hand_out_serves_the_request_and_its_undo_lets_it_wait(
    town: Town, session: Session
) -> None:
    one = ask(session, town, "ada")
    made = lend(session, town, "K-0001", "ada")
    assert (one.act_id, one.status) == (made.act.id, RequestStatus.CONFIRMED)
    with pytest.raises(Refused, match="handed out"):
        decline(session, one, "Par vēlu", **TELLING)
    assert session.scalars(select(LoanRequest.served_at)).one() == NOW


def prepared(session: Session, town: Town, name: str = "ada") -> Made:
    make_available(session, town, "K-0001")
    agree(session, town, name)
    wish = Wish(town.devices["K-0001"], town.persons[name])
    return prepare(session, [wish], today=TODAY, **WHEN)[0]


def served_by(one: LoanRequest) -> int | None:
    return one.act_id


def test_a_prepared_device_that_is_cancelled_lets_its_request_wait_again(
    town: Town, session: Session
) -> None:
    one = ask(session, town, "ada")
    made = prepared(session, town)
    assert served_by(one) == made.act.id
    cancel(session, [made.act.id], today=TODAY, **WHEN)
    assert (served_by(one), one.served_at, one.status) == (None, None, RequestStatus.SUBMITTED)


@pytest.mark.parametrize("until", [None, TODAY + timedelta(30)])
def test_a_decision_outlives_a_cancelled_preparation(
    town: Town, session: Session, until: date | None
) -> None:
    one = ask(session, town, "ada")
    if until:
        postpone(session, one, until, today=TODAY, **TELLING)
    else:
        confirm(session, [one], **TELLING)
    decided = one.status
    made = prepared(session, town)
    cancel(session, [made.act.id], today=TODAY, **WHEN)
    assert (one.status, one.postponed_until) == (decided, until)


def test_a_request_is_served_when_the_device_is_handed_out_not_when_it_is_prepared(
    town: Town, session: Session
) -> None:
    one = ask(session, town, "ada")
    made = prepared(session, town)
    session.flush()
    span = (NOW - timedelta(1), NOW + timedelta(9))
    assert figures_of_all(session, *span)["ABC"] == Figures(asked=1, served=0, waiting=1)
    later = NOW + timedelta(3)
    issue(session, [made.act.id], today=TODAY + timedelta(3), actor=ACTOR, now=later)
    session.refresh(one)
    assert one.served_at == later
    assert figures_of_all(session, *span)["ABC"] == Figures(asked=1, served=1)
    assert figures_of_all(session, span[0], later)["ABC"].waiting == 1


def test_a_hand_out_is_undone_though_the_borrower_asked_again(town: Town, session: Session) -> None:
    older = ask(session, town, "ada")
    made = lend(session, town, "K-0001", "ada")
    newer = ask(session, town, "ada")
    device = session.scalars(select(Device).where(Device.id == made.act.device_id)).one()
    undo_hand_out(session, made.act, device, made.number, today=TODAY, **WHEN)
    session.flush()
    assert (older.act_id, older.status) == (None, RequestStatus.WITHDRAWN)
    assert newer.status is RequestStatus.SUBMITTED
    span = (NOW - timedelta(1), NOW + timedelta(9))
    assert figures_of_all(session, *span)["ABC"] == Figures(asked=1, waiting=1)


def test_an_undone_hand_out_promises_nothing_that_nobody_decided(
    town: Town, session: Session
) -> None:
    one = ask(session, town, "ada")
    made = lend(session, town, "K-0001", "ada")
    device = session.scalars(select(Device).where(Device.id == made.act.device_id)).one()
    undo_hand_out(session, made.act, device, made.number, today=TODAY, **WHEN)
    assert (one.act_id, one.status) == (None, RequestStatus.SUBMITTED)

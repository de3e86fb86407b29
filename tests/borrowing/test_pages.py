"""The borrower's own page: what is shown, and what can be done there."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from time_machine import travel

from assetmgr.audit.models import AuditEntry
from assetmgr.auth.codes import Role
from assetmgr.loans.codes import ActStatus, CaseKind, CaseStatus, ReturnState
from assetmgr.loans.models import Act, Extension, LoanCase
from assetmgr.people.models import Person
from assetmgr.requests.codes import Channel, RequestStatus
from assetmgr.requests.models import LoanRequest
from tests.support.asking import ask
from tests.support.browser import csrf_token
from tests.support.lending import lend, make_available
from tests.support.pages import reader, send
from tests.support.sql import counted
from tests.support.town import NOW, Town
from tests.support.writing import written


@pytest.fixture(autouse=True)
def _then() -> object:
    """The day on which the town's loans are made."""
    with travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture
def ada(app: Flask, town: Town) -> FlaskClient:
    """Ada, signed in with her account."""
    return reader(app, town, Role.BORROWER)


def lent(app: Flask, town: Town, tag: str = "K-0001", name: str = "ada") -> int:
    with written(app) as session:
        return lend(session, town, tag, name).act.id


def test_whoever_has_nothing_reads_what_can_be_borrowed(
    app: Flask, town: Town, ada: FlaskClient
) -> None:
    with written(app) as session:
        make_available(session, town, "K-0001", "K-0002", "P-0002")
    page = ada.get("/my").text
    assert "You have nothing on loan" in page
    assert "2 are free now" in page
    assert page.count("none is free now") == 2, "laptops for teachers are not for pupils"
    assert "XYZ" not in page


def test_a_loan_shows_its_days_and_accessories(app: Flask, town: Town, ada: FlaskClient) -> None:
    act_id = lent(app, town)
    page = ada.get("/my").text
    assert "K-0001" in page
    assert "271 days left" in page
    assert "charger" in page
    assert "Carry it closed" in page
    assert f"/my/acts/{act_id}/longer" in page


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (datetime(2025, 5, 19, 9, tzinfo=UTC), "12 days left"),
        (datetime(2025, 5, 30, 9, tzinfo=UTC), "to be returned tomorrow"),
        (datetime(2025, 5, 31, 9, tzinfo=UTC), "to be returned today"),
        (datetime(2025, 6, 1, 9, tzinfo=UTC), "1 day late"),
    ],
)
def test_the_day_of_return_is_said_in_words(
    app: Flask, town: Town, day: datetime, says: str
) -> None:
    lent(app, town)
    with travel(day):
        assert says in reader(app, town, Role.BORROWER).get("/my").text


def test_a_teacher_borrows_without_an_end_and_is_not_told_as_a_pupil(
    app: Flask, town: Town, ada: FlaskClient
) -> None:
    with written(app) as session:
        teacher = session.scalars(select(Person).where(Person.id == town.persons["teacher"])).one()
        own = session.scalars(select(Person).where(Person.id == town.persons["ada"])).one()
        own.email, teacher.email = None, "ada@school.example"
    lent(app, town, name="teacher")
    page = ada.get("/my").text
    assert "no day of return" in page
    assert "Please carry it closed" in page
    assert "Keep longer" not in page


def test_a_pupil_asks_sees_the_place_and_changes_their_mind(
    app: Flask, town: Town, ada: FlaskClient
) -> None:
    with written(app) as session:
        ask(session, town, "emils", now=NOW - timedelta(days=1))
    told = {"kind": "chromebook", "reason": "no_device", "note": "Man mājās nav datora"}
    answer = send(ada, "/my/ask?kind=chromebook", {**told, "person": town.persons["ada"]})
    assert answer.location == "/my"
    page = ada.get("/my").text
    assert "2 in the queue of 2" in page
    assert "P-ABC-2" in page
    assert "asked already" in page
    with written(app) as session:
        asked = session.scalars(
            select(LoanRequest).where(LoanRequest.person_id == town.persons["ada"])
        ).one()
        assert (asked.channel, asked.note) == (Channel.BORROWER, "Man mājās nav datora")
        request_id = asked.id
    token = csrf_token(ada.get("/my").text)
    ada.post(f"/my/requests/{request_id}/withdraw", data={"csrf_token": token})
    assert "in the queue of" not in ada.get("/my").text
    assert "Withdrawn" in ada.get("/my/history").text


def test_a_second_request_for_the_same_kind_is_refused(
    app: Flask, town: Town, ada: FlaskClient
) -> None:
    with written(app) as session:
        ask(session, town, "ada")
    told = {"kind": "chromebook", "reason": "no_device", "person": town.persons["ada"]}
    answer = send(ada, "/my/ask", told)
    assert answer.status_code == 422
    assert "waits in the queue" in answer.text


def test_a_person_of_somebody_elses_is_not_asked_for(
    town: Town, ada: FlaskClient, app: Flask
) -> None:
    told = {"kind": "chromebook", "reason": "no_device", "person": town.persons["emils"]}
    assert send(ada, "/my/ask", told).status_code == 422
    with written(app) as session:
        assert session.scalars(select(LoanRequest)).all() == []


def test_what_can_be_asked_for_says_who_is_liable(ada: FlaskClient) -> None:
    page = ada.get("/my/ask").text
    assert "Saņēmējs atlīdzina zaudējumus" in page
    assert "10 darbdienu laikā" in page
    assert "atrašanās vietu" in page


def test_to_keep_it_longer_is_asked_once(app: Flask, town: Town, ada: FlaskClient) -> None:
    act_id = lent(app, town)
    answer = send(ada, f"/my/acts/{act_id}/longer", {"wanted_until": "2025-06-30"})
    assert answer.location == "/my"
    page = ada.get("/my").text
    assert "Asked to keep it until 30" in page
    assert "Keep longer" not in page
    again = send(ada, f"/my/acts/{act_id}/longer", {"wanted_until": "2025-07-30"})
    assert again.status_code == 422
    with written(app) as session:
        assert session.scalars(select(Extension.note)).all() == [None]
        assert session.scalars(select(Act.due_on)).one() == date(2025, 5, 31)


@pytest.mark.parametrize("day", ["2025-05-31", "2024-01-01", "2027-01-01", "", "never"])
def test_a_day_that_does_not_fit_is_refused(
    app: Flask, town: Town, ada: FlaskClient, day: str
) -> None:
    act_id = lent(app, town)
    answer = send(ada, f"/my/acts/{act_id}/longer", {"wanted_until": day})
    assert answer.status_code == 422
    assert 'class="field-error"' in answer.text


def test_a_fault_is_told_and_opens_a_case(app: Flask, town: Town, ada: FlaskClient) -> None:
    act_id = lent(app, town)
    told = {"kind": "fault", "told": "Nedarbojas ekrāns"}
    answer = send(ada, f"/my/acts/{act_id}/report", told)
    assert answer.location == f"/my/acts/{act_id}"
    assert "the school is looking into it" in ada.get("/my").text
    assert send(ada, f"/my/acts/{act_id}/report", told).status_code == 422
    with written(app) as session:
        case = session.scalars(select(LoanCase)).one()
        assert (case.kind, case.status) == (CaseKind.FAULT, CaseStatus.OPEN)
        assert (case.channel, case.told_by) == (Channel.BORROWER, None)


def test_of_a_returned_device_nothing_more_is_told(
    app: Flask, town: Town, ada: FlaskClient
) -> None:
    act_id = lent(app, town)
    with written(app) as session:
        act = session.scalars(select(Act)).one()
        act.status, act.return_state = ActStatus.RETURNED, ReturnState.WORKING
        act.ended_at, act.ended_on = NOW, NOW.date()
    told = {"kind": "loss", "told": "Pazuda"}
    answer = send(ada, f"/my/acts/{act_id}/report", told)
    assert answer.status_code == 422
    assert "ended already" in answer.text


def test_the_own_act_is_a_pdf_and_its_terms_are_the_acts_own(
    app: Flask, town: Town, ada: FlaskClient
) -> None:
    act_id = lent(app, town)
    file = ada.get(f"/my/acts/{act_id}/act.pdf")
    assert file.data.startswith(b"%PDF")
    assert "A-ABC-1.pdf" in file.headers["Content-Disposition"]
    page = ada.get(f"/my/acts/{act_id}/terms").text
    assert "Who is liable" in page
    assert "guardian" in page, "who receives it for a minor is named"


def test_before_signing_the_terms_are_read(app: Flask, town: Town, ada: FlaskClient) -> None:
    act_id = lent(app, town)
    assert f"/my/acts/{act_id}/terms" in ada.get(f"/my/acts/{act_id}").text
    terms = ada.get(f"/my/acts/{act_id}/terms").text
    assert f"/my/acts/{act_id}/sign" in terms
    assert ada.get(f"/my/acts/{act_id}/sign").status_code == 200


def test_the_trail_knows_a_borrower_by_the_key_alone(
    app: Flask, town: Town, ada: FlaskClient
) -> None:
    act_id = lent(app, town)
    send(ada, f"/my/acts/{act_id}/report", {"kind": "fault", "told": "Ada Ābele saplēsa"})
    send(ada, f"/my/acts/{act_id}/longer", {"wanted_until": "2025-06-30"})
    send(ada, "/my/ask", {"kind": "tablet", "reason": "other", "person": town.persons["ada"]})
    with written(app) as session:
        of_ada = select(AuditEntry).where(AuditEntry.actor_name == "KEYADA").order_by(AuditEntry.id)
        rows = session.scalars(of_ada).all()
        assert [row.action for row in rows] == ["case reported", "longer asked", "submitted"]
        told = [(row.before, row.after, row.subject_label, row.actor_user_id) for row in rows]
    trail = str(told)
    assert "Ada" not in trail
    assert "tablet" not in trail


def test_what_the_school_knows_is_told(ada: FlaskClient) -> None:
    page = ada.get("/my/about").text
    for text in ("Ada Ābele", "6.a", "ada@school.example", "KEYADA", "Ada&#39;s guardian"):
        assert text in page
    assert "who uses it is not compared" in page
    assert "24 months" in page
    assert "guardian.ada@home.example" not in page


def test_no_title_names_anybody(app: Flask, town: Town, ada: FlaskClient) -> None:
    act_id = lent(app, town)
    for address in ("/my", "/my/ask", "/my/about", "/my/history", f"/my/acts/{act_id}"):
        title = ada.get(address).text.split("<title>")[1].split("</title>")[0]
        assert "Ada" not in title


def test_who_left_keeps_the_loans_and_asks_for_nothing(
    app: Flask, town: Town, ada: FlaskClient
) -> None:
    lent(app, town)
    with written(app) as session:
        person = session.scalars(select(Person).where(Person.id == town.persons["ada"])).one()
        person.left_on = NOW.date()
    page = ada.get("/my").text
    assert "K-0001" in page
    assert "What can be borrowed" not in page
    assert ada.get("/my/ask").status_code == 404


def test_a_confirmed_request_is_good_news(app: Flask, town: Town, ada: FlaskClient) -> None:
    with written(app) as session:
        ask(session, town, "ada").status = RequestStatus.CONFIRMED
    assert "You will get one!" in ada.get("/my").text


def test_the_page_takes_a_fixed_number_of_statements(
    app: Flask, town: Town, ada: FlaskClient
) -> None:
    lent(app, town)
    with written(app) as session:
        ask(session, town, "ada")
    with counted(app) as few:
        ada.get("/my")
    lent(app, town, "K-0002")
    with written(app) as session:
        ask(session, town, "ada", "tablet")
        ask(session, town, "emils")
    with counted(app) as many:
        ada.get("/my")
    assert len(few) == len(many) == 11, many

"""After the time names and acts are gone from the database; keys, sums and counts stay."""

import json
import signal
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from assetmgr.audit.models import AuditEntry
from assetmgr.auth.models import User
from assetmgr.db.transaction import reading
from assetmgr.extensions import config_of, db
from assetmgr.jobs.forgetting import forget_nightly
from assetmgr.jobs.models import JobRun
from assetmgr.lending.models import LendingPolicy
from assetmgr.loans.codes import CaseStatus
from assetmgr.loans.models import Act, ActContent, ActPaper, LoanCase
from assetmgr.outbox.models import OutboxMail
from assetmgr.outbox.operations import queue_mail
from assetmgr.outbox.policy import KEPT
from assetmgr.people.models import Guardian, Person
from assetmgr.privacy import cli
from assetmgr.privacy.codes import Matter
from assetmgr.privacy.forgetting import Forgotten, forget
from assetmgr.privacy.policy.due import month_end, months_before
from assetmgr.privacy.queries.past import last_run, months
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.models import LoanRequest
from tests.commands.conftest import environment
from tests.privacy.conftest import DUE, ENDED, LATER, SECRETS, Gone, case_of, end, person_of
from tests.support.command import CommandLine
from tests.support.everything import everything, files_of
from tests.support.lending import lend
from tests.support.town import ADA, Town
from tests.support.writing import written


def secrets_in(app: Flask) -> list[str]:
    text = everything(app).casefold()
    return [secret for secret in SECRETS if secret in text]


def run(app: Flask, day: date = DUE, *, dry_run: bool = False) -> Forgotten:
    return forget(app, day, now=LATER, dry_run=dry_run)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 9, 10), date(2024, 9, 10)),
        (date(2026, 2, 28), date(2024, 2, 28)),
        (date(2025, 3, 31), date(2023, 3, 31)),
    ],
)
def test_24_months_before(day: date, before: date) -> None:
    assert months_before(day, 24) == before


def test_months_end_on_their_last_day() -> None:
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 1) == date(2025, 12, 15)
    assert month_end(date(2028, 2, 3)) == date(2028, 2, 29)


def test_everything_that_names_ada_goes(app: Flask, town: Town, gone: Gone) -> None:
    assert secrets_in(app) == list(SECRETS)
    assert run(app) == Forgotten(ENDED, acts=1, people=1, requests=1)
    assert secrets_in(app) == []
    assert "Emīls Egle" in everything(app)


def test_nothing_is_left_in_the_files_either(app: Flask, town: Town, gone: Gone) -> None:
    run(app)
    files = files_of(app).decode("utf-8", "replace").casefold()
    assert [secret for secret in SECRETS if secret in files] == []


def test_key_sums_days_and_the_trail_stay(app: Flask, town: Town, gone: Gone) -> None:
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        sum_before = session.scalars(select(Act.contents_sha256)).one()
        entries = session.scalar(select(func.count(AuditEntry.id)))
    run(app)
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        act = session.scalars(select(Act)).one()
        assert (act.contents_sha256, act.ended_on) == (sum_before, ENDED)
        assert (act.forgotten_at, act.person_id) == (LATER, gone.person_id)
        paper = session.execute(select(ActPaper.sha256, ActPaper.size, ActPaper.file_name)).one()
        assert paper == ("0" * 64, 4, None)
        assert session.scalars(select(ActContent)).all() == []
        assert session.scalars(select(LoanCase)).one().kind == "fault"
        assert len(session.scalars(select(LoanRequest)).all()) == 1
        ada = person_of(session, gone.person_id)
        assert (ada.key, ada.name, ada.left_on) == ("KEYADA", None, ENDED)
        assert session.scalar(select(func.count(AuditEntry.id))) == (entries or 0) + 2
        newest = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(2))
        assert {(one.action, one.subject_label) for one in newest} == {
            ("forgotten", "A-ABC-1"),
            ("forgotten", "KEYADA"),
        }


def test_a_request_that_waits_ends_with_the_person(app: Flask, town: Town, gone: Gone) -> None:
    with written(app) as session:
        request = session.scalars(select(LoanRequest)).one()
        request.status, request.decided_at = RequestStatus.SUBMITTED, None
    run(app)
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        request = session.scalars(select(LoanRequest)).one()
        assert (request.status, request.note) == (RequestStatus.WITHDRAWN, None)


def test_a_letter_that_nobody_sends_is_forgotten_after_two_weeks(app: Flask, town: Town) -> None:
    with written(app) as session:
        for key, queued in (("old", LATER - KEPT), ("new", LATER - timedelta(days=1))):
            queue_mail(
                session, institution_id=town.institutions["ABC"], to=ADA, name="Ada", subject="x",
                body="x", kind="reminder", key=key, now=queued,
            )  # fmt: skip
    run(app)
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        rows = session.execute(select(OutboxMail.key, OutboxMail.recipient))
        assert dict(rows.all()) == {"old": None, "new": ADA}


def test_requests_go_at_the_end_of_the_day_that_the_page_tells(
    app: Flask, town: Town, gone: Gone
) -> None:
    with written(app) as session:
        request = session.scalars(select(LoanRequest)).one()
        request.decided_at = datetime(2024, 9, 10, 20, tzinfo=UTC)
    assert run(app, DUE - timedelta(days=1)).requests == 0
    assert run(app).requests == 1


def test_a_day_sooner_nothing_goes_and_a_dry_run_only_says(
    app: Flask, town: Town, gone: Gone
) -> None:
    early = run(app, DUE - timedelta(days=1))
    assert (early.acts, early.people) == (0, 0)
    assert run(app, dry_run=True) == Forgotten(ENDED, acts=1, people=1, requests=0)
    assert "Ada Ābele" in everything(app)


def test_the_municipality_says_after_how_many_months(app: Flask, town: Town, gone: Gone) -> None:
    with written(app) as session:
        session.add(LendingPolicy(id=1, custody_on=False, forget_after_months=36))
    assert run(app).acts == 0
    assert run(app, date(2027, 9, 10)).acts == 1


@pytest.mark.parametrize("status", [CaseStatus.OPEN, CaseStatus.DISPUTED])
def test_while_a_case_is_unsettled_nothing_of_it_goes(
    app: Flask, town: Town, gone: Gone, status: CaseStatus
) -> None:
    with written(app) as session:
        case = case_of(session, gone.act_id)
        case.status, case.closed_at, case.decided_at = status, None, LATER
    assert (run(app).acts, run(app).people) == (0, 0)
    assert "Ada Ābele" in everything(app)
    with written(app) as session:
        case = case_of(session, gone.act_id)
        case.status, case.closed_at = CaseStatus.CLOSED, LATER
    assert run(app).people == 1
    assert secrets_in(app) == []


def test_who_still_borrows_is_not_forgotten_though_an_old_loan_is(
    app: Flask, town: Town, gone: Gone
) -> None:
    with written(app) as session:
        person_of(session, gone.person_id).left_on = None
        lend(session, town, "K-0002", "ada")
        person_of(session, gone.person_id).left_on = ENDED
    done = run(app)
    assert (done.acts, done.people) == (1, 0)
    assert "Ada Ābele" in everything(app)
    with written(app) as session:
        act = session.scalars(select(Act).where(Act.forgotten_at.is_(None))).one()
        end(session, act, "A-ABC-2", ENDED + timedelta(days=30))
    assert run(app).people == 0
    assert run(app, DUE + timedelta(days=30)).people == 1
    assert secrets_in(app) == []


def test_who_is_still_there_keeps_the_name(app: Flask, town: Town, gone: Gone) -> None:
    with written(app) as session:
        person_of(session, gone.person_id).left_on = None
    assert (run(app).acts, run(app).people) == (1, 0)
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        assert person_of(session, gone.person_id).name == "Ada Ābele"
        assert session.scalars(select(Guardian).where(Guardian.person_id == gone.person_id)).all()


def test_who_left_and_never_borrowed_goes_too(app: Flask, town: Town) -> None:
    with written(app) as session:
        person_of(session, town.persons["emils"]).left_on = ENDED
    done = run(app)
    assert (done.acts, done.people) == (0, 1)
    text = everything(app)
    assert "Emīls" not in text
    assert "emils@" not in text


def test_the_account_of_a_mere_borrower_goes_and_that_of_staff_stays(
    app: Flask, town: Town, gone: Gone
) -> None:
    with written(app) as session:
        teacher = person_of(session, town.persons["teacher"])
        teacher.email, teacher.left_on = "school_staff@town.example", ENDED
    assert run(app).people == 2
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        emails = session.scalars(select(User.email)).all()
    assert ADA not in emails
    assert "school_staff@town.example" in emails


def test_a_second_run_finds_nothing_and_the_months_count_once(
    app: Flask, town: Town, gone: Gone
) -> None:
    run(app)
    assert not run(app).anything
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        (month,) = months(session)
    assert month.first_day == date(2026, 9, 1)
    assert month.counts == {Matter.ACTS: 1, Matter.PEOPLE: 1, Matter.REQUESTS: 1}


KILLED = """
import os, signal
from datetime import date
from assetmgr import create_app
from assetmgr.privacy import forgetting
from assetmgr.commands.context import now

forgetting.BATCH = 1
forgets, calls = forgetting.forget_acts, []

def forget_acts(*args, **options):
    calls.append(args)
    forgets(*args, **options)
    if len(calls) == 2:
        os.kill(os.getpid(), signal.SIGKILL)

forgetting.forget_acts = forget_acts
forgetting.forget(create_app(), date(2026, 9, 10), now=now())
"""


def test_who_is_killed_leaves_whole_batches_and_the_next_run_goes_on(
    app: Flask, town: Town
) -> None:
    with written(app) as session:
        for name in ("ada", "emils", "teacher"):
            made = lend(session, town, "K-0001", name)
            end(session, made.act, made.number)
            person_of(session, town.persons[name]).left_on = ENDED
    config = config_of(app)
    told = environment(config.data_dir, ASSETMGR_DATABASE_URL=config.database_url)
    command = [sys.executable, "-c", KILLED]
    ran = subprocess.run(command, env=told, capture_output=True, check=False, timeout=60)
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        done = session.scalars(select(Act.id).where(Act.forgotten_at.is_not(None))).all()
        assert len(done) == 1
        assert len(session.scalars(select(ActContent)).all()) == 2
    assert run(app) == Forgotten(ENDED, acts=2, people=3, requests=0)
    assert secrets_in(app) == []
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        (month,) = months(session)
    assert month.counts[Matter.ACTS] == 3


def test_the_command_reports_one_document(
    app: Flask,
    town: Town,
    gone: Gone,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = CommandLine(app, monkeypatch, capsys)
    monkeypatch.setattr(cli, "create_app", line._made)
    told = ("privacy", "forget", "--date", DUE.isoformat(), "--json")
    first = line.run(*told, "--dry-run")
    figures = {"until": "2024-09-10", "acts": 1, "people": 1, "requests": 1}
    assert json.loads(first.out) == {"dry_run": True, **figures}
    assert json.loads(line.run(*told).out) == {"dry_run": False, **figures}
    assert secrets_in(app) == []


def test_the_night_is_claimed_once_and_says_what_it_did(app: Flask, town: Town, gone: Gone) -> None:
    assert forget_nightly(app, LATER).startswith("done: 1 acts, 1 people")
    assert forget_nightly(app, LATER) == "done before"
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        assert session.scalars(select(JobRun.period)).all() == ["2026-09-11"]
        ran = last_run(session)
    assert ran
    assert ran.finished_at is not None


def test_persons_counts_by_institution_and_role_are_as_before(
    app: Flask, town: Town, gone: Gone
) -> None:
    def counts() -> list[object]:
        with app.app_context(), reading(db.session(), reason="a test counts") as session:
            groups = (
                select(Act.institution_id, Act.status, Act.kind_id, func.count(Act.id)).group_by(
                    Act.institution_id, Act.status, Act.kind_id
                ),
                select(Person.institution_id, Person.role, func.count(Person.id)).group_by(
                    Person.institution_id, Person.role
                ),
                select(LoanRequest.status, func.count(LoanRequest.id)).group_by(LoanRequest.status),
                select(LoanCase.status, func.count(LoanCase.id)).group_by(LoanCase.status),
            )
            return [sorted(tuple(row) for row in session.execute(group)) for group in groups]

    before = counts()
    run(app)
    assert counts() == before


def test_figures_are_json(app: Flask, town: Town, gone: Gone) -> None:
    told = json.loads(json.dumps(run(app).figures()))
    assert told == {"until": "2024-09-10", "acts": 1, "people": 1, "requests": 1}

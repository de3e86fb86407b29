"""Reminders before and after the day of return: who gets one, what it says, that it arrives."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.transaction import reading
from assetmgr.devices.codes import Purpose
from assetmgr.devices.models import Device
from assetmgr.extensions import db
from assetmgr.jobs.models import JobRun
from assetmgr.jobs.scheduler import build
from assetmgr.lending.models import LendingSetting
from assetmgr.loans.operations.reminders import (
    Reminded,
    remind_of_acts,
    remind_of_day,
    remind_of_days,
)
from assetmgr.loans.policy.reminders import Item, Sender, letter
from assetmgr.loans.queries.due import Place
from assetmgr.loans.reminding import JOB, remind
from assetmgr.outbox.models import OutboxMail
from assetmgr.people.models import Guardian, Person
from tests.outbox.conftest import Post, post, room, running
from tests.outbox.server import Mailroom
from tests.support.command import CommandLine
from tests.support.lending import lend
from tests.support.many_loans import many_loans
from tests.support.sql import counted
from tests.support.town import ADA, NOW, Town
from tests.support.writing import written

__all__ = ["post", "room", "running"]
BEFORE = date(2025, 5, 17)
"""A Saturday, 14 days before the pupils' day of return."""
AFTER = date(2025, 6, 1)
GUARDIAN = "guardian.ada@home.example"


def queued(session: Session) -> list[tuple[str | None, str]]:
    """To whom letters wait, and their keys."""
    rows = session.execute(select(OutboxMail.recipient, OutboxMail.key).order_by(OutboxMail.key))
    return [(to, key) for to, key in rows]


def test_a_minor_and_the_guardian_are_reminded_14_days_before_on_a_saturday_too(
    town: Town, session: Session
) -> None:
    lend(session, town, "K-0001", "ada")
    assert remind_of_day(session, BEFORE, now=NOW) == Reminded(1, 2, 0)
    assert queued(session) == [
        (ADA, "loan_reminder:ABC:KEYADA:2025-05-17"),
        (GUARDIAN, "loan_reminder:ABC:KEYADA:2025-05-17:guardian"),
    ]


@pytest.mark.parametrize("days", [-13, -1, 0, 2, 15])
def test_no_letter_goes_out_on_other_days(town: Town, session: Session, days: int) -> None:
    lend(session, town, "K-0001", "ada")
    day = date(2025, 5, 31) + timedelta(days=days)
    assert remind_of_day(session, day, now=NOW) == Reminded(0, 0, 0)


def test_an_institution_reminds_on_the_days_that_it_chose(town: Town, session: Session) -> None:
    lend(session, town, "K-0001", "ada")
    lend(session, town, "K-0101", "zane")
    session.add(
        LendingSetting(
            institution_id=town.institutions["ABC"], takes_requests=True, year_ends_month=5,
            year_ends_day=31, support_first=True, remind_before=[5], remind_after=[2],
            unused_weeks=4,
        )
    )  # fmt: skip
    session.flush()
    assert remind_of_day(session, BEFORE, now=NOW).people == 1  # Zane's school kept the usual days
    for day in (date(2025, 5, 26), date(2025, 6, 2)):
        assert remind_of_day(session, day, now=NOW).people == 1
    assert {key.split(":")[2] for _, key in queued(session)} == {"KEYADA", "KEYZANE"}


def test_one_letter_a_day_lists_all_devices_that_are_due(town: Town, session: Session) -> None:
    lend(session, town, "K-0001", "ada")
    made = lend(session, town, "K-0002", "ada")
    made.act.due_on = BEFORE - timedelta(days=3)  # no day of its own, but it is late
    session.flush()
    assert remind_of_day(session, BEFORE, now=NOW).queued == 2
    body = session.scalars(select(OutboxMail.body).where(OutboxMail.recipient == ADA)).one() or ""
    assert body.index("K-0002 – bija jāatdod līdz 14.05.2025.") < body.index(
        "K-0001 – jāatdod līdz 31.05.2025."
    )
    assert remind_of_day(session, BEFORE, now=NOW) == Reminded(1, 0, 0)


def test_a_letter_names_nobody_but_by_the_first_name(town: Town, session: Session) -> None:
    lend(session, town, "K-0001", "ada")
    remind_of_day(session, AFTER, now=NOW)
    for subject, body, name in session.execute(
        select(OutboxMail.subject, OutboxMail.body, OutboxMail.recipient_name)
    ):
        assert subject == "Atgādinājums: ierīces atdošanas diena ir pagājusi"
        assert "lietotājs: Ada)" in (body or "")
        assert name is None
        for hidden in ("Ābele", "6.a", "guardian", "KEYADA", "+371"):
            assert hidden not in f"{subject}{body}".replace("ABC@school.example", "")


def test_whom_no_letter_reaches_is_counted(town: Town, session: Session) -> None:
    lend(session, town, "K-0001", "ada")
    lend(session, town, "K-0002", "emils")
    emils = session.scalars(select(Person).where(Person.id == town.persons["emils"])).one()
    emils.email = None
    for one in session.scalars(select(Guardian).where(Guardian.person_id == emils.id)):
        one.email = "ē@ž"
    session.flush()
    assert remind_of_day(session, BEFORE, now=NOW) == Reminded(2, 2, 1)


def test_of_an_assistive_device_no_letter_is_written(town: Town, session: Session) -> None:
    one = session.scalars(select(Device).where(Device.id == town.devices["K-0001"])).one()
    one.purpose = Purpose.ASSISTIVE
    session.flush()
    act = lend(session, town, "K-0001", "ada").act
    assert remind_of_day(session, BEFORE, now=NOW) == Reminded(0, 0, 0)
    assert remind_of_acts(session, [act.id], AFTER, now=NOW) == Reminded(0, 0, 0)


def test_what_came_back_or_has_no_end_is_not_asked_for(town: Town, session: Session) -> None:
    lend(session, town, "K-0001", "teacher")
    assert remind_of_day(session, BEFORE, now=NOW).people == 0


@pytest.mark.parametrize(
    ("due_on", "count", "says"),
    [
        (BEFORE, 1, "jāatdod šodien, 17.05.2025."),
        (BEFORE, 2, "atdodiet tās kopā"),
        (AFTER, 1, "jāatdod līdz 01.06.2025."),
    ],
)
def test_a_letter_says_until_when(due_on: date, count: int, says: str) -> None:
    items = [Item("Chromebook Acer", f"K-{one}", due_on) for one in range(count)]
    _, body = letter("Ada", items, Sender("Skola", "IT"), BEFORE, to_guardian=False)
    assert says in body


def test_ten_times_the_letters_take_no_more_statements(app: Flask, town: Town) -> None:
    def statements(people: int, first: int, due_on: date) -> int:
        with written(app) as session:
            many_loans(session, town, people, due_on, first=first)
        with counted(app) as seen, written(app) as session:
            day = due_on - timedelta(days=14)
            assert remind_of_day(session, day, now=NOW) == Reminded(people, people, 0)
        return len(seen)

    few = statements(6, 0, date(2025, 5, 31))
    assert statements(60, 6, date(2026, 5, 31)) == few == 6


def test_the_morning_job_runs_once_a_day_and_reaches_a_real_server(
    app: Flask, town: Town, post: Post, room: Mailroom
) -> None:
    with written(app) as session:
        lend(session, town, "K-0001", "ada")
    for day in (BEFORE, AFTER):
        morning = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)  # 07:00 in Riga
        assert remind(app, morning) == Reminded(1, 2, 0)
        assert remind(app, morning + timedelta(hours=1)) is None
        post.now = morning + timedelta(minutes=1)
        assert post.send().sent == 2
    assert sorted(one["To"] for one in room.received) == [ADA, ADA, GUARDIAN, GUARDIAN]
    assert [one["Subject"] for one in room.received[::2]] == [
        "Atgādinājums: tuvojas ierīces atdošanas diena",
        "Atgādinājums: ierīces atdošanas diena ir pagājusi",
    ]
    with app.app_context(), reading(db.session(), reason="a test") as session:
        days = [f"{day.isoformat()}:ABC" for day in (BEFORE, AFTER)]
        runs = session.scalars(
            select(JobRun.message).where(JobRun.job == JOB, JobRun.period.in_(days))
        ).all()
    assert runs == ["1 people, 2 letters, 0 without an address"] * 2


@pytest.mark.parametrize(("late", "people"), [(1, 1), (6, 1), (7, None)])
def test_missed_days_are_made_up_for_within_a_week_by_one_letter(
    app: Flask, town: Town, late: int, people: int | None
) -> None:
    with written(app) as session:
        lend(session, town, "K-0001", "ada")
    at = datetime(BEFORE.year, BEFORE.month, BEFORE.day, 9, tzinfo=UTC) + timedelta(days=late)
    done = remind(app, at)
    assert done == (Reminded(1, 2, 0) if people else Reminded(0, 0, 0))
    assert remind(app, at + timedelta(hours=1)) is None


def test_an_institution_whose_letters_failed_is_tried_anew_and_keeps_no_other_waiting(
    app: Flask, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with written(app) as session:
        lend(session, town, "K-0001", "ada")
        lend(session, town, "K-0101", "zane")
    morning = datetime(BEFORE.year, BEFORE.month, BEFORE.day, 4, tzinfo=UTC)

    def torn(session: Session, place: Place, *told: Any, **more: Any) -> Reminded:
        if place.code == "ABC":
            raise OSError
        return remind_of_days(session, place, *told, **more)

    with monkeypatch.context() as patch:
        patch.setattr("assetmgr.loans.reminding.remind_of_days", torn)
        first = remind(app, morning)
    assert first
    assert first.people == 1
    assert remind(app, morning + timedelta(hours=1)) == Reminded(1, 2, 0)


def test_the_job_is_planned_hourly_from_seven_in_the_schools_zone(app: Flask) -> None:
    trigger = build(app).get_job(JOB).trigger
    for at, following in (((1, 20, 30), (2, 4)), ((2, 4, 30), (2, 5)), ((1, 22, 0), (2, 4))):
        next_run = trigger.get_next_fire_time(None, datetime(2025, 6, *at, tzinfo=UTC))
        assert next_run.astimezone(UTC) == datetime(2025, 6, *following, tzinfo=UTC)


def test_the_command_queues_a_day_and_never_twice(
    app: Flask,
    town: Town,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with written(app) as session:
        lend(session, town, "K-0001", "ada")
    line = CommandLine(app, monkeypatch, capsys)
    first = line.run("loans", "remind", "--date", "2025-05-17", "--json")
    assert json.loads(first.out) == {
        "date": "2025-05-17", "people": 1, "queued": 2, "without_address": 0,
    }  # fmt: skip
    again = line.run("loans", "remind", "--date", "2025-05-17")
    assert again.out == "1 people, 0 letters, 0 without an address\n"

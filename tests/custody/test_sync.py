"""A sweep is compared with who borrowed: verdicts are stored, and no account is, anywhere."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from assetmgr.agreements.models import Terms
from assetmgr.agreements.operations.terms import add_terms
from assetmgr.custody.codes import Verdict
from assetmgr.custody.models import CustodyDay
from assetmgr.custody.operations.clearing import clear_custody
from assetmgr.custody.operations.comparing import custody_rows
from assetmgr.custody.policy.monitoring import MONITORED, SILENT
from assetmgr.custody.queries import is_on
from assetmgr.db.transaction import reading
from assetmgr.devices.codes import Purpose
from assetmgr.devices.models import Device
from assetmgr.extensions import db
from assetmgr.google.queries import Run
from assetmgr.lending.models import LendingPolicy
from assetmgr.loans.models import Act
from assetmgr.loans.operations.handing_out import Made
from sync.emulator import Emulator, Fault
from sync.parse import MASK, MASK_WITH_USERS
from tests.google.conftest import NOW, google, sync
from tests.support.everything import everything, files_of
from tests.support.lending import lend
from tests.support.town import ACTOR, Town
from tests.support.writing import written

__all__ = ["google", "sync"]
Sync = Callable[..., Run]
DAY = date(2024, 9, 19)
"""The last whole day before NOW."""
STRANGER = "kads.cits@school.example"


def switch(app: Flask, *, on: bool) -> None:
    """What the municipality decides."""
    with written(app) as session:
        stored = session.scalars(select(LendingPolicy)).one_or_none()
        row = stored or LendingPolicy(id=1, forget_after_months=24)
        row.custody_on = on
        session.add(row)


def lent(app: Flask, town: Town) -> list[Made]:
    """K-0001 is Ada's and K-0002 is Emīls'."""
    with written(app) as session:
        return [lend(session, town, "K-0001", "ada"), lend(session, town, "K-0002", "emils")]


def verdicts(app: Flask) -> dict[tuple[int, date], tuple[Verdict, int | None]]:
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        return {
            (one.device_id, one.day): (one.verdict, one.other_device_id)
            for one in session.scalars(select(CustodyDay))
        }


def used_by(google: Emulator, first: str, second: str, day: date = DAY) -> None:
    """Who used the two devices last, and that they were used."""
    google.plan(Fault("used_by", serial="sn0001k", email=first))
    google.plan(Fault("used_by", serial="SN0002K", email=second))
    for device in google.api.fleet.devices:
        device["activeTimeRanges"] = [{"date": day.isoformat(), "activeTime": 60_000}]  # type: ignore[index]
    google.api.fleet._written.clear()


def test_off_until_the_municipality_switches_it_on(app: Flask, town: Town) -> None:
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        assert not is_on(session)
    switch(app, on=True)
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        assert is_on(session)


def test_while_it_is_off_google_is_not_even_asked(
    app: Flask, town: Town, sync: Sync, google: Emulator
) -> None:
    lent(app, town)
    used_by(google, STRANGER, STRANGER)
    sync()
    assert verdicts(app) == {}
    asked = [e.request.query["fields"] for e in google.exchanges if "/chromeos" in e.request.path]
    assert asked == [MASK]
    assert all(STRANGER.encode() not in exchange.body for exchange in google.exchanges)


def test_a_swap_says_no_twice_and_names_the_other_device(
    app: Flask, town: Town, sync: Sync, google: Emulator
) -> None:
    switch(app, on=True)
    lent(app, town)
    used_by(google, "Emils@School.example", "ADA@school.example")
    sync()
    one, other = town.devices["K-0001"], town.devices["K-0002"]
    assert verdicts(app) == {
        (one, DAY): (Verdict.NO, other),
        (other, DAY): (Verdict.NO, one),
    }
    assert google.exchanges[-1].request.query["fields"] == MASK_WITH_USERS


def test_yes_without_case_and_unknown_for_a_guest(
    app: Flask, town: Town, sync: Sync, google: Emulator
) -> None:
    switch(app, on=True)
    lent(app, town)
    used_by(google, "ADA@School.Example", "")
    sync()
    found = {key: verdict for (key, _), (verdict, _) in verdicts(app).items()}
    assert found == {
        town.devices["K-0001"]: Verdict.YES,
        town.devices["K-0002"]: Verdict.UNKNOWN,
    }


def test_what_the_first_sweep_of_a_day_said_stays_and_a_dry_run_says_nothing(
    app: Flask, town: Town, sync: Sync, google: Emulator
) -> None:
    switch(app, on=True)
    lent(app, town)
    used_by(google, "ada@school.example", STRANGER)
    sync(dry_run=True)
    assert verdicts(app) == {}
    sync()
    before = verdicts(app)
    used_by(google, STRANGER, "emils@school.example")
    sync(now=NOW + timedelta(hours=8))
    assert verdicts(app) == before
    used_by(google, STRANGER, "emils@school.example", DAY + timedelta(days=1))
    sync(now=NOW + timedelta(days=1))
    assert len(verdicts(app)) == 4


def test_the_other_account_is_nowhere(
    app: Flask,
    town: Town,
    sync: Sync,
    google: Emulator,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    switch(app, on=True)
    lent(app, town)
    used_by(google, STRANGER, STRANGER)
    with caplog.at_level(logging.DEBUG):
        run = sync()
    assert {verdict for verdict, _ in verdicts(app).values()} == {Verdict.NO}
    assert any(STRANGER.encode() in exchange.body for exchange in google.exchanges)
    told = capfd.readouterr()
    for text in (everything(app), caplog.text, told.out, told.err, repr(run)):
        assert "kads.cits" not in text.casefold()
    assert b"kads.cits" not in files_of(app).lower()


def test_a_failing_sweep_tells_no_account(
    app: Flask, town: Town, sync: Sync, google: Emulator, caplog: pytest.LogCaptureFixture
) -> None:
    switch(app, on=True)
    lent(app, town)
    used_by(google, STRANGER, STRANGER)
    google.plan(Fault("cut", times=20))
    with caplog.at_level(logging.DEBUG):
        run = sync()
    assert "kads.cits" not in f"{run!r} {caplog.text} {everything(app)}".casefold()


def test_a_loan_of_an_assistive_device_is_not_compared(
    app: Flask, town: Town, sync: Sync, google: Emulator
) -> None:
    switch(app, on=True)
    with written(app) as session:
        wanted = Device.id == town.devices["K-0001"]
        session.scalars(select(Device).where(wanted)).one().purpose = Purpose.ASSISTIVE
    lent(app, town)
    used_by(google, STRANGER, "ada@school.example")
    sync()
    assert verdicts(app) == {(town.devices["K-0002"], DAY): (Verdict.NO, None)}


def test_who_signed_that_it_is_not_compared_is_not(
    app: Flask, town: Town, sync: Sync, google: Emulator
) -> None:
    lent(app, town)
    switch(app, on=True)
    used_by(google, STRANGER, STRANGER)
    sync()
    assert verdicts(app) == {}
    with written(app) as session:
        acts = session.scalars(select(Act)).all()
        terms = session.scalars(select(Terms)).one()
        assert terms.monitoring == SILENT
        told: dict[str, Any] = {
            name: getattr(terms, name)
            for name in ("title", "text", "liability", "liability_limit_eur", "dispute")
        }
        newer = add_terms(
            session, terms.institution_id, monitoring=MONITORED, actor=ACTOR, now=NOW, **told
        )
        acts[0].terms_id, device_id = newer.id, acts[0].device_id
    sync(now=NOW + timedelta(hours=1))
    assert set(verdicts(app)) == {(device_id, DAY)}


def test_switched_off_during_a_sweep_nothing_is_stored(
    app: Flask, town: Town, sync: Sync, google: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch(app, on=True)
    lent(app, town)
    used_by(google, STRANGER, STRANGER)

    def switched_off(*told: Any) -> Any:
        found = custody_rows(*told)
        db.session().rollback()
        switch(app, on=False)
        return found

    monkeypatch.setattr("assetmgr.google.run.custody_rows", switched_off)
    sync()
    assert verdicts(app) == {}


def test_verdicts_go_after_60_days_and_all_of_them_once_it_is_off(
    app: Flask, town: Town, sync: Sync, google: Emulator
) -> None:
    switch(app, on=True)
    lent(app, town)
    sync()
    with written(app) as session:
        assert clear_custody(session, DAY + timedelta(days=60)) == 0
        assert clear_custody(session, DAY + timedelta(days=61)) == 2
    sync(now=NOW + timedelta(days=1))
    switch(app, on=False)
    with written(app) as session:
        assert clear_custody(session, DAY + timedelta(days=2)) == 2

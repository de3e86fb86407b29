"""A run of the sync, over HTTP, into both databases."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from assetmgr.db.errors import Refused
from assetmgr.db.locks import Lock, alone
from assetmgr.db.transaction import reading, writing
from assetmgr.devices.models import Device, DevicePeriod
from assetmgr.devices.operations import change_device
from assetmgr.evidence.models import LastSeen, Source
from assetmgr.extensions import db
from assetmgr.google.models import GoogleDevice, SyncRun, SyncStatus, UnmatchedDevice
from assetmgr.google.operations.runs import begin_run
from assetmgr.google.queries import Run
from assetmgr.lending.models import UnusedCount
from assetmgr.usage.models import UsageCoverage, UsageDay
from sync.emulator import Emulator, Fault, Fleet
from sync.emulator.api import Api
from tests.google.conftest import NOW, chromebook
from tests.support.town import ACTOR, Town

Sync = Callable[..., Run]


def everything(app: Flask, model: type[Any]) -> list[Any]:
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        found = session.scalars(select(model)).all()
        session.expunge_all()
        return list(found)


def test_a_run_stores_what_google_tells_and_counts_it(app: Flask, sync: Sync, town: Town) -> None:
    run = sync()
    assert (run.status, run.seen, run.matched, run.unmatched) == (SyncStatus.DONE, 3, 2, 1)
    assert (run.updated, run.unchanged, run.usage_days) == (2, 0, 1)
    stored = {one.device_id: one for one in everything(app, GoogleDevice)}
    assert stored[town.devices["K-0001"]].google_id == "google-1"
    assert stored[town.devices["K-0001"]].org_unit_path == "/ABC"
    unused = {one.institution_id: (one.day, one.count) for one in everything(app, UnusedCount)}
    assert unused == dict.fromkeys(town.institutions.values(), (NOW.date(), 0))
    [day] = everything(app, UsageDay)
    assert (day.device_id, day.day, day.active_ms) == (
        town.devices["K-0001"],
        date(2024, 9, 18),
        1_800_000,
    )


def test_a_run_notes_when_devices_spoke_to_google(app: Flask, sync: Sync, town: Town) -> None:
    sync()
    found = {one.device_id: (one.source, one.seen_at) for one in everything(app, LastSeen)}
    told = (Source.SYNC, datetime(2024, 9, 19, 10, tzinfo=UTC))
    assert found == {town.devices["K-0001"]: told, town.devices["K-0002"]: told}


def test_a_second_run_with_nothing_new_writes_nothing(app: Flask, sync: Sync) -> None:
    sync()
    before = [everything(app, model) for model in (GoogleDevice, UsageDay, UsageCoverage)]
    run = sync()
    assert (run.updated, run.unchanged, run.usage_days) == (0, 2, 0)
    after = [everything(app, model) for model in (GoogleDevice, UsageDay, UsageCoverage)]
    assert [[vars(one) | {"_sa_instance_state": 0} for one in rows] for rows in before] == [
        [vars(one) | {"_sa_instance_state": 0} for one in rows] for rows in after
    ]


def test_covered_days_grow_night_by_night_and_leave_a_gap_where_no_sync_could_see(
    app: Flask, sync: Sync, town: Town
) -> None:
    for days in (0, 1, 40):
        sync(now=NOW + timedelta(days=days))
    spans = [
        (one.first_day, one.last_day)
        for one in everything(app, UsageCoverage)
        if one.device_id == town.devices["K-0002"]
    ]
    assert spans == [
        (date(2024, 9, 6), date(2024, 9, 20)),
        (date(2024, 10, 16), date(2024, 10, 29)),
    ]


def test_a_dry_run_changes_nothing(app: Flask, sync: Sync) -> None:
    run = sync(dry_run=True)
    assert (run.status, run.updated, run.usage_days) == (SyncStatus.DONE, 2, 1)
    for model in (GoogleDevice, UsageDay, UsageCoverage, UnmatchedDevice):
        assert everything(app, model) == []


def test_nothing_that_a_person_typed_is_overwritten(app: Flask, sync: Sync, town: Town) -> None:
    with app.app_context(), writing(db.session(), reason="somebody types an AUE") as session:
        device = session.scalars(select(Device).where(Device.id == town.devices["K-0001"])).one()
        change_device(
            session,
            device,
            {"aue": date(2027, 1, 31), "notes": "mine"},
            effective=date(2024, 9, 2),
            actor=ACTOR,
            now=NOW,
            today=date(2024, 9, 2),
        )
    sync()
    devices = {one.id: one for one in everything(app, Device)}
    typed, blank = devices[town.devices["K-0001"]], devices[town.devices["K-0002"]]
    assert (typed.aue, typed.notes) == (date(2027, 1, 31), "mine")
    assert blank.aue == date(2029, 6, 30)
    periods = {one.device_id: one for one in everything(app, DevicePeriod)}
    assert periods[town.devices["K-0002"]].aue == date(2029, 6, 30)


def test_activity_is_stored_at_the_institution_of_then(app: Flask, sync: Sync, town: Town) -> None:
    with app.app_context(), writing(db.session(), reason="a move") as session:
        device = session.scalars(select(Device).where(Device.id == town.devices["K-0001"])).one()
        change_device(
            session,
            device,
            {"institution_id": town.institutions["XYZ"]},
            effective=date(2024, 9, 19),
            actor=ACTOR,
            now=NOW,
            today=date(2024, 9, 20),
        )
    sync()
    [day] = everything(app, UsageDay)
    assert day.institution_id == town.institutions["ABC"]
    [told] = [
        one for one in everything(app, GoogleDevice) if one.device_id == town.devices["K-0001"]
    ]
    assert told.institution_id == town.institutions["XYZ"]


def test_a_short_sweep_is_refused_before_anything_is_written(
    app: Flask, sync: Sync, google: Emulator
) -> None:
    sync()
    google.api = Api(Fleet([chromebook(1, "SN0001K", status="DISABLED")]), "C0standin")
    run = sync()
    assert run.status is SyncStatus.REFUSED
    assert "1 of 3" in (run.message or "")
    assert {one.status for one in everything(app, GoogleDevice)} == {"ACTIVE"}


def test_a_failed_run_leaves_the_last_data_and_the_next_one_succeeds(
    app: Flask, sync: Sync, google: Emulator
) -> None:
    sync()
    google.plan(Fault(kind="error", status=403, reason="forbidden"))
    failed = sync()
    assert failed.status is SyncStatus.FAILED
    assert failed.message
    assert len(everything(app, GoogleDevice)) == 2
    assert sync().status is SyncStatus.DONE


def test_one_run_goes_on_at_a_time_and_one_that_was_cut_off_blocks_no_night(
    app: Flask, sync: Sync
) -> None:
    with app.app_context(), writing(db.session(), reason="another run") as session:
        begin_run(session, started_by="other", dry_run=False, now=NOW)
    with pytest.raises(Refused):
        sync()
    assert sync(now=NOW + timedelta(hours=2)).status is SyncStatus.DONE
    statuses = sorted(one.status.value for one in everything(app, SyncRun))
    assert statuses == ["done", "failed"]


def test_an_ambiguous_device_is_listed_with_its_tags_and_left_alone(
    app: Flask, sync: Sync, google: Emulator
) -> None:
    fleet = [chromebook(1, "SN0001K"), chromebook(2, "SN0002K"), chromebook(3, "sn0002k")]
    google.api = Api(Fleet(fleet), "C0standin")
    run = sync()
    assert run.matched == 1
    assert [one["asset_tags"] for one in run.ambiguous or []] == [["K-0002"], ["K-0002"]]
    assert len(everything(app, GoogleDevice)) == 1


def test_the_moment_of_a_run_is_kept_with_its_zone(sync: Sync) -> None:
    run = sync()
    assert run.started_at == NOW
    assert run.finished_at is not None
    assert run.finished_at.tzinfo is not None


def test_a_run_whose_process_died_is_noted_as_failed_by_the_next_one(
    app: Flask, sync: Sync
) -> None:
    with app.app_context(), writing(db.session(), reason="a run that dies") as session:
        begin_run(session, started_by="other", dry_run=False, now=NOW)
    assert sync(now=NOW + timedelta(minutes=2)).status is SyncStatus.DONE
    statuses = sorted(one.status.value for one in everything(app, SyncRun))
    assert statuses == ["done", "failed"]


def test_a_run_that_goes_on_for_long_is_left_to_its_end(
    app: Flask, sync: Sync, tmp_path: Path
) -> None:
    with app.app_context():
        with writing(db.session(), reason="a long run") as session:
            begin_run(session, started_by="other", dry_run=False, now=NOW)
        with alone(db.engine, Lock.SYNC, tmp_path), pytest.raises(Refused):
            sync(now=NOW + timedelta(hours=3))
    assert [one.status for one in everything(app, SyncRun)] == [SyncStatus.RUNNING]

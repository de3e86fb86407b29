"""The weekly report from stored rows, on both databases."""

from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.scope import Institutions, set_scope
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device
from assetmgr.extensions import db
from assetmgr.usage.policy import Activity
from assetmgr.usage.queries import last_covered_day, recent_span, weekly_report
from tests.support.sql import counted
from tests.support.town import ACTOR, NOW, Town
from tests.usage.seen import MONDAY, SUNDAY, seen, used

WEDNESDAY = MONDAY + timedelta(days=2)


def changed(session: Session, town: Town, tag: str, effective: date, **values: Any) -> None:
    device = session.scalars(select(Device).where(Device.id == town.devices[tag])).one()
    change_device(
        session,
        device,
        values,
        effective=effective,
        actor=ACTOR,
        now=NOW + timedelta(days=30),
        today=NOW.date() + timedelta(days=30),
    )


def figures(session: Session) -> dict[str, Activity]:
    (week,) = weekly_report(session, MONDAY, SUNDAY)
    return dict(week.by_institution)


def test_each_institution_has_its_fleet_known_and_active(town: Town, session: Session) -> None:
    used(session, town, "ABC", "K-0001", [MONDAY, WEDNESDAY])
    used(session, town, "ABC", "K-0002", [SUNDAY])
    seen(session, town, "ABC", "K-0002", MONDAY, SUNDAY)
    seen(session, town, "ABC", "K-0003", MONDAY, SUNDAY)
    seen(session, town, "ABC", "K-0004", MONDAY, SUNDAY - timedelta(days=1))
    assert figures(session) == {"ABC": Activity(4, 3, 2), "XYZ": Activity(1, 0, 0)}


def test_activity_outside_the_week_is_another_weeks(town: Town, session: Session) -> None:
    used(session, town, "ABC", "K-0001", [MONDAY - timedelta(days=1), SUNDAY + timedelta(days=1)])
    assert figures(session)["ABC"].active == 0


def test_one_that_moved_within_the_week_is_active_where_it_is_on_the_sunday(
    town: Town, session: Session
) -> None:
    used(session, town, "ABC", "K-0001", [MONDAY])
    changed(
        session, town, "K-0001", WEDNESDAY, institution_id=town.institutions["XYZ"], room_id=None
    )
    found = figures(session)
    assert (found["ABC"].active, found["XYZ"].active) == (0, 1)
    assert (found["ABC"].fleet, found["XYZ"].fleet) == (3, 2)


def test_one_written_off_within_the_week_is_out_of_all_its_figures(
    town: Town, session: Session
) -> None:
    used(session, town, "ABC", "K-0001", [MONDAY])
    seen(session, town, "ABC", "K-0001", MONDAY, SUNDAY)
    changed(session, town, "K-0001", WEDNESDAY, status=Status.WRITTEN_OFF)
    assert figures(session)["ABC"] == Activity(3, 0, 0)


def test_a_reader_sees_the_same_figures_of_his_own_institution_alone(
    app: Flask, town: Town, session: Session
) -> None:
    used(session, town, "ABC", "K-0001", [MONDAY])
    changed(
        session, town, "K-0001", WEDNESDAY, institution_id=town.institutions["XYZ"], room_id=None
    )
    session.commit()
    whole = figures(session)["XYZ"]
    session.close()
    session.info.clear()
    with app.app_context():
        narrow = db.session()
        set_scope(narrow, Institutions(frozenset({town.institutions["XYZ"]})))
        assert figures(narrow) == {"XYZ": whole}
        assert whole.active == 1


def test_a_week_without_chromebooks_is_there_and_empty(town: Town, session: Session) -> None:
    (week,) = weekly_report(session, date(2019, 1, 7), date(2019, 1, 13))
    assert (week.name, week.total) == ("2019-W02", Activity())


def test_the_number_of_statements_does_not_grow_with_the_weeks(
    app: Flask, town: Town, session: Session
) -> None:
    with counted(app) as few:
        weekly_report(session, MONDAY, SUNDAY)
    with counted(app) as many:
        weekly_report(session, date(2023, 9, 1), date(2024, 9, 15))
    assert len(few) == len(many) == 4


def test_the_last_covered_day_is_the_newest_of_all_spans(town: Town, session: Session) -> None:
    assert last_covered_day(session) is None
    seen(session, town, "ABC", "K-0001", MONDAY, SUNDAY)
    seen(session, town, "ABC", "K-0002", MONDAY, WEDNESDAY)
    assert last_covered_day(session) == SUNDAY


def test_the_recent_span_ends_before_this_week() -> None:
    assert recent_span(WEDNESDAY, 2) == (MONDAY - timedelta(days=14), MONDAY - timedelta(days=1))

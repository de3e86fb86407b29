"""Writes that nobody waits for: all arrive, and what is wrong with one is told at the end."""

from contextlib import suppress
from typing import Any

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from assetmgr.db.bulk import bulk_change_one, bulk_insert_one, bulk_insert_whole
from assetmgr.db.pipeline import wait_at_the_end, without_waiting
from assetmgr.db.transaction import begin_writing
from assetmgr.devices.models import Device
from assetmgr.institutions.models import Site
from tests.support.town import Town

POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.postgresql)
"""SQLite is a file: no connection to it is lost."""


def site(town: Town, name: str) -> dict[str, Any]:
    return {"institution_id": town.institutions["ABC"], "name": name}


def key_of(session: Session, town: Town, tag: str) -> dict[str, Any]:
    one = session.scalars(select(Device).where(Device.id == town.devices[tag])).one()
    return {"id": one.id, "institution_id": one.institution_id, "version": one.version}


def names(session: Session) -> set[str]:
    return set(session.scalars(select(Site.name)))


def test_all_arrive_and_what_is_read_between_sees_them(session: Session, town: Town) -> None:
    key = key_of(session, town, "K-0001")
    with without_waiting(session):
        bulk_insert_whole(session, Site, [site(town, "one")])
        bulk_insert_whole(session, Site, [site(town, "two"), site(town, "three")])
        assert {"one", "two", "three"} <= names(session)
        number = bulk_insert_one(session, Site, site(town, "four"), Site.id)
        bulk_change_one(session, Device, key, {"notes": "changed", "version": key["version"] + 1})
        with without_waiting(session):
            bulk_insert_whole(session, Site, [site(town, "five")])
    session.commit()
    assert {"one", "two", "three", "four", "five"} <= names(session)
    assert session.scalars(select(Site.name).where(Site.id == number)).one() == "four"
    assert session.scalars(select(Device.notes).where(Device.id == key["id"])).one() == "changed"


def test_who_comes_too_late_is_told(session: Session, town: Town) -> None:
    key = key_of(session, town, "K-0001") | {"version": 99}

    def write() -> None:
        with without_waiting(session):
            bulk_change_one(session, Device, key, {"notes": "late"})
            bulk_insert_whole(session, Site, [site(town, "after it")])

    with pytest.raises(StaleDataError):
        write()
    session.rollback()
    assert "after it" not in names(session)


@pytest.mark.parametrize("reads", [False, True])
def test_who_comes_too_late_is_told_so_whatever_that_led_to(
    session: Session, town: Town, *, reads: bool
) -> None:
    key = key_of(session, town, "K-0001")
    taken = bulk_insert_one(session, Site, site(town, "there"), Site.id)

    def write() -> None:
        with without_waiting(session):
            bulk_change_one(session, Device, key | {"version": 99}, {"notes": "late"})
            bulk_insert_whole(session, Site, [{"id": taken, **site(town, "twice")}])
            bulk_change_one(session, Device, key, {"notes": "no longer answered"})
            if reads:
                names(session)

    with pytest.raises(StaleDataError):
        write()


def test_a_violated_rule_is_told(session: Session, town: Town) -> None:
    key = key_of(session, town, "K-0001")
    taken = bulk_insert_one(session, Site, site(town, "there"), Site.id)

    def write() -> None:
        with without_waiting(session):
            bulk_insert_whole(session, Site, [{"id": taken, **site(town, "twice")}])
            bulk_change_one(session, Device, key, {"notes": "no longer answered"})
            bulk_insert_whole(session, Site, [site(town, "after it")])

    with pytest.raises(IntegrityError):
        write()
    session.rollback()
    begin_writing(session)
    assert names(session).isdisjoint({"there", "twice", "after it"})
    bulk_insert_whole(session, Site, [site(town, "anew")])
    assert "anew" in names(session)


def test_a_fault_within_leaves_the_connection_usable(session: Session, town: Town) -> None:
    def write() -> None:
        with without_waiting(session):
            bulk_insert_whole(session, Site, [site(town, "half")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write()
    session.rollback()
    assert "half" not in names(session)


def lose(session: Session) -> None:
    """Somebody ends the session's connection to PostgreSQL."""
    lost: Any = session.connection().connection.driver_connection
    with psycopg.connect(lost.info.dsn, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [lost.info.backend_pid])


@pytest.mark.parametrize("app", [POSTGRESQL], indirect=True)
def test_a_lost_connection_is_told_and_another_is_made(session: Session) -> None:
    """By SQLAlchemy's own error: from it a person learns that the database cannot be used."""

    def write() -> None:
        with without_waiting(session):
            lose(session)
            names(session)

    with pytest.raises(OperationalError):
        write()
    session.rollback()
    begin_writing(session)
    with without_waiting(session):
        assert names(session)


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("app", [POSTGRESQL], indirect=True)
def test_a_connection_that_is_lost_before_the_end_is_told(
    session: Session, town: Town, *, before: bool
) -> None:
    """Whether that happened while it lay in the pool, or later."""

    def write() -> None:
        if before:
            lose(session)
        wait_at_the_end(session)
        bulk_insert_whole(session, Site, [site(town, "half")])
        if not before:
            lose(session)
        names(session)

    with pytest.raises(OperationalError):
        write()
    session.rollback()
    begin_writing(session)
    wait_at_the_end(session)
    assert "half" not in names(session)
    bulk_insert_whole(session, Site, [site(town, "whole")])
    session.commit()
    assert "whole" in names(session)


def test_what_is_waited_for_at_the_end_arrives_as_well(session: Session, town: Town) -> None:
    key = key_of(session, town, "K-0001")
    wait_at_the_end(session)
    with without_waiting(session):
        bulk_change_one(session, Device, key, {"notes": "sent", "version": key["version"] + 1})
    with without_waiting(session):
        bulk_insert_whole(session, Site, [site(town, "one")])
    assert "one" in names(session)
    bulk_insert_whole(session, Site, [site(town, "two")])
    session.commit()
    begin_writing(session)
    assert {"one", "two"} <= names(session)
    assert session.scalars(select(Device.notes).where(Device.id == key["id"])).one() == "sent"
    session.rollback()


@pytest.mark.parametrize("reads", [False, True])
def test_who_comes_too_late_is_told_at_the_end(
    session: Session, town: Town, *, reads: bool
) -> None:
    key = key_of(session, town, "K-0001") | {"version": 99}
    wait_at_the_end(session)

    def write() -> None:
        with without_waiting(session):
            bulk_change_one(session, Device, key, {"notes": "late"})
            bulk_insert_whole(session, Site, [site(town, "after it")])
        if reads:
            names(session)
        session.commit()

    with pytest.raises(StaleDataError):
        write()
    session.rollback()
    begin_writing(session)
    assert "after it" not in names(session)


def test_a_violated_rule_is_told_at_the_end(session: Session, town: Town) -> None:
    taken = bulk_insert_one(session, Site, site(town, "there"), Site.id)
    wait_at_the_end(session)

    def write() -> None:
        with without_waiting(session):
            bulk_insert_whole(session, Site, [{"id": taken, **site(town, "twice")}])
        session.commit()

    with pytest.raises(IntegrityError):
        write()
    session.rollback()
    begin_writing(session)
    assert names(session).isdisjoint({"there", "twice"})
    bulk_insert_whole(session, Site, [site(town, "anew")])
    session.commit()
    assert "anew" in names(session)


def test_within_a_savepoint_nothing_is_left_for_the_end(session: Session, town: Town) -> None:
    """What is wrong is told where it can still be undone alone."""
    taken = bulk_insert_one(session, Site, site(town, "there"), Site.id)

    def write() -> None:
        with session.begin_nested(), without_waiting(session):
            bulk_insert_whole(session, Site, [{"id": taken, **site(town, "twice")}])

    wait_at_the_end(session)
    with pytest.raises(IntegrityError):
        write()
    with without_waiting(session):
        bulk_insert_whole(session, Site, [site(town, "before it")])
    with pytest.raises(IntegrityError):
        write()
    bulk_insert_whole(session, Site, [site(town, "after it")])
    session.commit()
    assert {"there", "before it", "after it"} <= names(session)


@pytest.mark.parametrize("ends", ["commit", "rollback"])
def test_the_transaction_after_it_is_one_again(session: Session, town: Town, *, ends: str) -> None:
    session.commit()
    begin_writing(session)
    wait_at_the_end(session)
    bulk_insert_whole(session, Site, [site(town, "one")])
    getattr(session, ends)()
    begin_writing(session)
    bulk_insert_whole(session, Site, [site(town, "two")])
    session.rollback()
    begin_writing(session)
    assert ("one" in names(session), "two" in names(session)) == (ends == "commit", False)


def test_what_is_wrong_in_a_savepoint_is_told_and_what_was_before_it_stays(
    session: Session, town: Town
) -> None:
    """By the one error that it is, though the answer to it is read."""
    taken = bulk_insert_one(session, Site, site(town, "there"), Site.id)

    def write() -> None:
        with session.begin_nested(), without_waiting(session):
            bulk_insert_one(session, Site, {"id": taken, **site(town, "twice")}, Site.id)

    wait_at_the_end(session)
    bulk_insert_whole(session, Site, [site(town, "before it")])
    with pytest.raises(IntegrityError):
        write()
    session.commit()
    begin_writing(session)
    assert {"there", "before it"} <= names(session)
    assert "twice" not in names(session)


@pytest.mark.parametrize("is_right", [False, True])
def test_what_is_rolled_back_before_the_end_leaves_the_connection_usable(
    session: Session, town: Town, *, is_right: bool
) -> None:
    key = key_of(session, town, "K-0001")
    key |= {"version": key["version"] + (0 if is_right else 7)}
    wait_at_the_end(session)
    with suppress(StaleDataError), without_waiting(session):  # SQLite tells it at once
        bulk_change_one(session, Device, key, {"notes": "half"})
        bulk_insert_whole(session, Site, [site(town, "half")])
    session.rollback()
    begin_writing(session)
    with without_waiting(session):
        bulk_insert_whole(session, Site, [site(town, "whole")])
    session.commit()
    assert "half" not in names(session)
    assert "whole" in names(session)

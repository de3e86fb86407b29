"""Writes that go out as one statement: the same rows, the same checks, all of them or none."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from assetmgr.db.bulk import bulk_change_one, bulk_insert_whole
from assetmgr.db.pipeline import without_waiting
from assetmgr.db.scope import ScopeError
from assetmgr.db.together import in_order, together
from assetmgr.devices.models import Device
from assetmgr.evidence.models import LastSeen, Source
from assetmgr.evidence.operations import saw
from assetmgr.institutions.models import Site
from tests.support.sql import counted, dialect_of
from tests.support.town import Town

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def sites(town: Town, *names: str) -> list[dict[str, Any]]:
    return [{"institution_id": town.institutions["ABC"], "name": name} for name in names]


def read_key(session: Session, town: Town) -> dict[str, Any]:
    one = session.scalars(select(Device).where(Device.id == town.devices["K-0001"])).one()
    return {"id": one.id, "institution_id": one.institution_id, "version": one.version}


def names(session: Session) -> set[str]:
    return set(session.scalars(select(Site.name)))


def test_few_rows_of_each_arrive_in_one_statement(app: Flask, session: Session, town: Town) -> None:
    device, place = town.devices["K-0001"], town.institutions["ABC"]
    with counted(app) as statements, together(session):
        bulk_insert_whole(session, Site, sites(town, "one"))
        bulk_insert_whole(session, Site, sites(town, "50 % of %(name)s", "three"))
        saw(session, Source.LOAN, [(device, place, NOW)])
        bulk_insert_whole(session, Site, sites(town, *"abcdef"))
    assert {"one", "50 % of %(name)s", "three", *"abcdef"} <= names(session)
    seen = select(LastSeen.seen_at).where(LastSeen.source == Source.LOAN)
    assert session.scalars(seen).one() == NOW
    assert len(statements) == {"sqlite": 4, "postgresql": 2}[dialect_of(app)]


def test_what_is_read_in_the_block_sees_what_was_written(session: Session, town: Town) -> None:
    with together(session):
        bulk_insert_whole(session, Site, sites(town, "one"))
        assert "one" in names(session)
        bulk_insert_whole(session, Site, sites(town, "two"))
        in_order(session)
        with together(session):
            bulk_insert_whole(session, Site, sites(town, "three"))
        key = read_key(session, town)
        bulk_change_one(session, Device, key, {"notes": "changed"})
    assert {"one", "two", "three"} <= names(session)
    assert session.scalars(select(Device.notes).where(Device.id == key["id"])).one() == "changed"


def test_more_than_a_statement_holds_arrives_too(session: Session, town: Town) -> None:
    told = [f"Ēka {number}" for number in range(60)]
    with together(session):
        for name in told:
            bulk_insert_whole(session, Site, sites(town, name))
    assert set(told) <= names(session)


@pytest.mark.parametrize("later", [False, True])
def test_who_comes_too_late_is_told_and_nothing_is_left(
    session: Session, town: Town, *, later: bool
) -> None:
    """Before, or after, what their write would have led to."""
    key = read_key(session, town) | {"version": 99}
    taken = session.scalars(select(Site.id)).first()

    def write() -> None:
        with together(session):
            bulk_insert_whole(session, Site, sites(town, "one"))
            bulk_change_one(session, Device, key, {"notes": "late"})
            if later:
                bulk_insert_whole(session, Site, [{"id": taken, **sites(town, "twice")[0]}])

    with pytest.raises(StaleDataError):
        write()
    session.rollback()
    assert names(session).isdisjoint({"one", "twice"})


def test_a_fault_in_the_block_sends_nothing(app: Flask, session: Session, town: Town) -> None:
    def write() -> None:
        with together(session):
            bulk_insert_whole(session, Site, sites(town, "one"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write()
    session.rollback()
    bulk_insert_whole(session, Site, sites(town, "two"))
    assert "one" not in names(session)


def test_a_block_without_inserts_sends_nothing(app: Flask, session: Session) -> None:
    with counted(app) as statements, together(session):
        pass
    assert not statements


def test_another_institutions_row_is_refused_and_none_is_sent(session: Session, town: Town) -> None:
    theirs = {"institution_id": town.institutions["XYZ"], "name": "theirs"}

    def write() -> None:
        with together(session):
            bulk_insert_whole(session, Site, [theirs])

    with pytest.raises(ScopeError):
        write()
    bulk_insert_whole(session, Site, sites(town, "after it"))
    assert "after it" in names(session)


def test_a_violated_rule_leaves_nothing(session: Session, town: Town) -> None:
    taken = session.scalars(select(Site.id)).first()

    def write() -> None:
        with together(session):
            bulk_insert_whole(session, Site, sites(town, "one"))
            bulk_insert_whole(session, Site, [{"id": taken, **sites(town, "twice")[0]}])

    with pytest.raises(IntegrityError):
        write()
    session.rollback()
    assert names(session).isdisjoint({"one", "twice"})


def test_what_one_statement_changed_is_not_taken_for_anothers(session: Session, town: Town) -> None:
    """A sighting that is older than what is known changes no row, and that is no fault."""
    device, place = town.devices["K-0001"], town.institutions["ABC"]
    saw(session, Source.LOAN, [(device, place, NOW)])
    key = read_key(session, town)
    with without_waiting(session):
        for version in range(key["version"], key["version"] + 5):
            saw(session, Source.LOAN, [(device, place, NOW - timedelta(days=1))])
            told = {"notes": "changed", "version": version + 1}
            bulk_change_one(session, Device, {**key, "version": version}, told)
    assert session.scalars(select(Device.notes).where(Device.id == device)).one() == "changed"

"""Queries compiled once tell what the ORM tells, to each scope its own."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Date, bindparam, select
from sqlalchemy.orm import Session, aliased

from assetmgr.db.prepared import read, read_plain
from assetmgr.db.scope import AllInstitutions, Institutions, Municipality, Scope, set_scope
from assetmgr.db.transaction import begin_writing, writing
from assetmgr.devices.models import Device, DevicePeriod
from assetmgr.extensions import db
from assetmgr.institutions.models import Institution, Room, Site
from assetmgr.loans.models import Act
from assetmgr.people.models import Person
from tests.support.lending import lend
from tests.support.town import NOW, Town

SITES = select(Site.name).where(Site.name != bindparam("besides", None)).order_by(Site.name)
ACTS = (
    select(Act, Device, Room, Person.name, Institution.code, DevicePeriod.valid_from)
    .join(Device, Device.id == Act.device_id)
    .join(DevicePeriod, DevicePeriod.device_id == Device.id)
    .join(Institution, Institution.id == Act.institution_id)
    .outerjoin(Room, Room.id == Device.room_id)
    .outerjoin(Person, Person.id == Act.person_id)
    .where(DevicePeriod.valid_from <= bindparam("by", None, type_=Date))
    .order_by(Act.id, DevicePeriod.valid_from)
)


@pytest.fixture
def lent(app: Flask, town: Town) -> Iterator[None]:
    """A loan at each of the two institutions."""
    with app.app_context():
        with writing(db.session(), reason="a test lends") as session:
            lend(session, town, "K-0001", "ada")
            lend(session, town, "K-0101", "zane")
        yield
        db.session().rollback()
        db.session().info.clear()


def session_of(scope: Scope) -> Session:
    session = db.session()
    session.rollback()
    session.info.clear()
    session.expunge_all()
    begin_writing(session)
    set_scope(session, scope)
    return session


def scopes(town: Town) -> list[Scope]:
    abc, xyz = town.institutions["ABC"], town.institutions["XYZ"]
    return [
        Institutions(frozenset({abc})),
        Institutions(frozenset({xyz})),
        Institutions(frozenset({abc, xyz})),
        Institutions(frozenset()),
        Municipality("a test", frozenset(), frozenset()),
        Municipality("a test", frozenset({abc}), frozenset({abc})),
        AllInstitutions("a test"),
    ]


def as_values(rows: list[tuple[object, ...]]) -> list[list[object]]:
    """Of each object all its columns."""
    return [
        [
            {one.key: getattr(cell, one.key) for one in type(cell).__mapper__.column_attrs}
            if isinstance(cell, Act | Device | Room)
            else cell
            for cell in row
        ]
        for row in rows
    ]


@pytest.mark.usefixtures("lent")
def test_each_scope_reads_what_the_orm_reads(town: Town) -> None:
    by = {"by": last_day()}
    seen = []
    for _ in range(2):
        for scope in scopes(town):
            by_orm = as_values([tuple(row) for row in session_of(scope).execute(ACTS, by)])
            assert as_values(read(session_of(scope), ACTS, **by)) == by_orm
            seen.append(len(by_orm))
    assert seen[: len(seen) // 2] == seen[len(seen) // 2 :]
    assert len(set(seen)) > 2, "scopes differ in what they see"


def last_day() -> object:
    """On which a device came to be what it is."""
    return session_of(AllInstitutions("a test")).scalar(
        select(DevicePeriod.valid_from).order_by(DevicePeriod.valid_from.desc()).limit(1)
    )


def test_what_is_told_differs_from_one_reading_to_the_next(app: Flask, town: Town) -> None:
    with app.app_context():
        session = session_of(Institutions(frozenset(town.institutions.values())))
        names = [name for (name,) in read(session, SITES, besides="")]
        assert len(names) >= 2
        assert [name for (name,) in read(session, SITES, besides=names[0])] == names[1:]
        with pytest.raises(KeyError):
            read(session, SITES)
        session.rollback()
        session.info.clear()


@pytest.mark.usefixtures("lent")
def test_a_list_in_a_statement_is_made_ready_for_the_database() -> None:
    session = session_of(AllInstitutions("a test"))
    moments = [NOW, NOW + timedelta(days=1)]
    statement = select(Act.id).where(Act.prepared_at.in_(moments)).order_by(Act.id)
    expected = session.scalars(statement).all()
    assert len(expected) == 2
    assert [key for (key,) in read(session, statement)] == expected


@pytest.mark.usefixtures("lent")
def test_an_alias_is_refused(town: Town) -> None:
    session = session_of(Institutions(frozenset({town.institutions["ABC"]})))
    with pytest.raises(TypeError, match="no alias"):
        read(session, select(aliased(Device)))


@pytest.mark.usefixtures("lent")
def test_an_object_of_the_session_stays_one_and_is_as_it_is_stored(town: Town) -> None:
    session = session_of(Institutions(frozenset({town.institutions["ABC"]})))
    device = session.scalars(select(Device).where(Device.asset_tag == "K-0001")).one()
    device.notes = "written, and not yet flushed"
    statement = select(Device).where(Device.tag_key == bindparam("tag", None))
    ((again,),) = read(session, statement, tag="k-0001")
    assert again is device
    assert again.notes == "written, and not yet flushed"
    session.expunge_all()
    ((fresh,),) = read(session, statement, tag="k-0001")
    assert fresh is not device
    fresh.notes = "changed as any other object"
    session.commit()
    assert session.scalars(select(Device.notes).where(Device.tag_key == "k-0001")).one() == (
        "changed as any other object"
    )


def test_what_is_read_plain_is_told_alike_and_stored_by_nobody(lent: None, town: Town) -> None:
    session = session_of(AllInstitutions("a test"))
    told = read_plain(session, ACTS, by=NOW.date())
    for plain, row in zip(told, session.execute(ACTS, {"by": NOW.date()}), strict=True):
        for one, other in zip(plain, row, strict=True):
            assert _columns(one) == _columns(other)
    act = told[0][0]
    assert act not in session
    act.end_note = "nobody stores it"
    assert not session.dirty


def _columns(value: object) -> object:
    if not hasattr(value, "__table__"):
        return value
    return {column.name: getattr(value, column.name) for column in value.__table__.columns}

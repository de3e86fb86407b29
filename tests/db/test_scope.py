"""No one sees or writes another institution, however the statement is written."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import exists, func, insert, select, union_all, update
from sqlalchemy.orm import aliased
from sqlalchemy.orm.exc import ObjectDeletedError

from assetmgr.db.bulk import bulk_delete, bulk_insert, bulk_set
from assetmgr.db.scope import (
    AllInstitutions,
    Borrower,
    Institutions,
    ScopeError,
    set_scope,
    system_scope,
)
from assetmgr.db.transaction import begin_writing
from assetmgr.devices.models import Device, DevicePeriod, Kind
from assetmgr.extensions import db
from assetmgr.institutions.models import Institution, Room
from tests.support.town import Town

Other = aliased(Device)
READS = {
    "entities": select(Device.id),
    "alias": select(Other.id),
    "union": union_all(select(Device.id), select(Other.id)),
    "subquery": select(select(Device.id).subquery().c.id),
    "cte": select(select(Device.id).cte().c.id),
    "in": select(Kind.id).where(Kind.id.in_(select(Device.kind_id).where(Device.id > 0))),
    "exists": select(Kind.id).where(exists().where(Device.kind_id == Kind.id)),
    "scalar": select(Kind.id).where(
        select(func.count(Device.id)).where(Device.kind_id == Kind.id).scalar_subquery() > 0
    ),
    "joined alias": select(Kind.id).join(Other, Other.kind_id == Kind.id),
    "joined to itself": select(Other.id).select_from(Device).join(Other, Other.id > 0),
    "outer joined alias": select(Other.id).select_from(Kind).outerjoin(Other).where(Other.id > 0),
    "outer join": select(Device.id).select_from(Kind).outerjoin(Device).where(Device.id > 0),
}


@pytest.fixture
def foreign(app: Flask, town: Town) -> Any:
    """A session that may see institution PII alone, on rows of which no kind is elsewhere."""
    with app.app_context():
        session = db.session()
        begin_writing(session)
        set_scope(session, Institutions(frozenset({town.institutions["PII"]})))
        yield session
        session.rollback()


@pytest.mark.parametrize("shape", READS)
def test_a_read_of_any_shape_keeps_to_the_scope(foreign: Any, town: Town, shape: str) -> None:
    tablets = {town.devices["T-0001"], town.devices["T-0002"]}
    allowed = tablets | {town.kinds["tablet"]}
    found = set(foreign.scalars(READS[shape]))
    assert found
    assert found <= allowed


@pytest.mark.parametrize("shape", READS)
def test_what_one_scope_read_before_is_not_read_by_another(
    foreign: Any, town: Town, shape: str
) -> None:
    """Statements of one shape share their compiled text, and nothing else."""
    own = foreign.scalars(READS[shape]).all()
    foreign.info.clear()
    set_scope(foreign, Institutions(frozenset({town.institutions["ABC"]})))
    others = foreign.scalars(READS[shape]).all()
    assert others
    assert set(others).isdisjoint(own)


def test_counts_keep_to_the_scope(foreign: Any) -> None:
    counts = (
        select(func.count(Device.id)),
        select(func.count()).select_from(Device),
        select(func.count()).select_from(select(Device).subquery()),
        select(func.count()).select_from(select(Device).cte()),
    )
    assert [foreign.scalar(count) for count in counts] == [2, 2, 2, 2]


def test_a_read_without_a_scope_is_refused(app: Flask, town: Town) -> None:
    with app.app_context(), pytest.raises(ScopeError):
        db.session().scalars(select(Device))


def test_a_read_past_the_models_is_refused(foreign: Any) -> None:
    for statement in (
        select(Device.__table__),
        select(func.count()).select_from(Device.__table__),
        select(exists().where(Device.__table__.c.id > 0)),
    ):
        with pytest.raises(ScopeError):
            foreign.execute(statement)


def test_the_identity_map_does_not_leak(foreign: Any, town: Town) -> None:
    with system_scope(foreign, reason="a test"):
        foreign.scalars(select(Device)).all()
    with pytest.raises(ScopeError):
        foreign.get(Device, town.devices["K-0001"])
    found = foreign.scalars(select(Device).where(Device.id == town.devices["K-0001"]))
    assert found.one_or_none() is None


def test_an_expired_object_is_read_again_only_within_the_scope(foreign: Any, town: Town) -> None:
    own = foreign.scalars(select(Device).where(Device.tag_key == "t-0001")).one()
    with system_scope(foreign, reason="a test"):
        other = foreign.scalars(select(Device).where(Device.tag_key == "k-0001")).one()
    foreign.expire_all()
    assert own.asset_tag == "T-0001"
    with pytest.raises(ObjectDeletedError):
        _ = other.asset_tag


def test_a_borrower_sees_no_device(app: Flask, town: Town) -> None:
    with app.app_context():
        session = db.session()
        set_scope(session, Borrower(frozenset({1})))
        assert session.scalars(select(Device)).all() == []
        assert session.scalars(select(Institution)).all() == []


def test_a_scope_is_set_once(foreign: Any) -> None:
    with pytest.raises(ScopeError):
        set_scope(foreign, AllInstitutions("wider"))


def test_a_foreign_object_is_not_written(foreign: Any, town: Town) -> None:
    room = Room(institution_id=town.institutions["ABC"], site_id=1, name="x", use="other")
    foreign.add(room)
    with pytest.raises(ScopeError):
        foreign.flush()


def test_an_own_object_is_not_given_away(foreign: Any, town: Town) -> None:
    device = foreign.scalars(select(Device).where(Device.tag_key == "t-0001")).one()
    device.institution_id = town.institutions["ABC"]
    with pytest.raises(ScopeError):
        foreign.flush()


def test_a_foreign_object_is_not_taken(foreign: Any, town: Town) -> None:
    with system_scope(foreign, reason="a test"):
        device = foreign.scalars(select(Device).where(Device.tag_key == "k-0001")).one()
    device.institution_id = town.institutions["PII"]
    with pytest.raises(ScopeError):
        foreign.flush()


def test_bulk_statements_outside_the_bulk_module_are_refused(foreign: Any) -> None:
    for statement in (
        update(Device).values(notes="x"),
        insert(Device).values(notes="x"),
    ):
        with pytest.raises(ScopeError):
            foreign.execute(statement)
    with pytest.raises(ScopeError):
        foreign.bulk_insert_mappings(Device, [])


def test_checked_bulk_statements_keep_to_the_scope(foreign: Any, town: Town) -> None:
    room = {"institution_id": town.institutions["ABC"], "site_id": 1, "name": "x", "use": "other"}
    with pytest.raises(ScopeError):
        bulk_insert(foreign, Room, [room])
    assert bulk_set(foreign, Device, notes="x") == 2
    assert bulk_delete(foreign, DevicePeriod, DevicePeriod.device_id > 0) == 2

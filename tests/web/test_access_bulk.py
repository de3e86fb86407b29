"""Bulk statements on every table: a foreign row is refused, or left alone."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from assetmgr.auth.codes import Role
from assetmgr.auth.models import Membership, User
from assetmgr.db.base import Base
from assetmgr.db.bulk import (
    bulk_delete,
    bulk_insert,
    bulk_insert_returning,
    bulk_insert_whole,
    bulk_read,
    bulk_set,
    bulk_set_by_key,
    bulk_upsert,
    bulk_upsert_selected,
)
from assetmgr.db.scope import (
    Institutions,
    Municipal,
    OwnedBy,
    ScopeError,
    Shared,
    ownership,
    set_scope,
    system_scope,
)
from assetmgr.db.transaction import begin_writing, writing
from assetmgr.evidence.models import LastSeen, Source
from assetmgr.extensions import db
from assetmgr.features import load_models
from assetmgr.google.models import GoogleDevice
from assetmgr.institutions.codes import Audience
from assetmgr.institutions.models import Building, Site, StatedNeed, ToldFact
from assetmgr.usage.models import UsageCoverage, UsageDay
from tests.support.labels import label_rows
from tests.support.lending import lending_rows
from tests.support.letters import given_up
from tests.support.people import people_rows
from tests.support.stocktakes import open_one
from tests.support.town import NOW, Town

load_models()
MODELS = sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda one: one.__name__)
OWNED = [model for model in MODELS if isinstance(ownership(model), OwnedBy)]
MUNICIPAL = [model for model in MODELS if isinstance(ownership(model), Municipal)]


@pytest.fixture
def session(app: Flask, town: Town) -> Iterator[Session]:
    """A session of ABC's; of every owned table XYZ has at least one row."""
    with app.app_context():
        with writing(db.session(), reason="rows that the town does not have") as session:
            session.add_all(samples(session, town))
            open_one(session, town.institutions["XYZ"], NOW)
            session.add_all(people_rows(town, "XYZ"))
            session.add_all(label_rows(town.institutions["XYZ"]))
            session.add(given_up(town.institutions["XYZ"], "theirs"))
            session.add_all(lending_rows(session, town, "zane", "K-0101"))
        session = db.session()
        begin_writing(session)
        set_scope(session, Institutions(frozenset({town.institutions["ABC"]})))
        yield session
        session.rollback()


def samples(session: Session, town: Town) -> list[Any]:
    """One row of XYZ's for each owned table that the town leaves empty."""
    place, device = town.institutions["XYZ"], town.devices["K-0101"]
    day = date(2024, 9, 1)
    site = session.scalars(select(Site.id).where(Site.institution_id == place)).one()
    user = session.scalars(select(User.id).where(User.email == town.emails[Role.SCHOOL_ADMIN]))
    texts = {
        column.name: "x"
        for column in GoogleDevice.__table__.columns
        if not column.nullable and column.type.python_type is str
    }
    return [
        Building(institution_id=place, site_id=site, name="B"),
        StatedNeed(
            institution_id=place,
            audience=Audience.PUPILS,
            kind_id=town.kinds["laptop"],
            as_of=day,
            count=1,
        ),
        ToldFact(institution_id=place, as_of=day, name="x", value=Decimal(1)),
        Membership(user_id=user.one(), institution_id=place, role=Role.SCHOOL_STAFF),
        GoogleDevice(device_id=device, institution_id=place, **texts),
        LastSeen(device_id=device, source=Source.SCAN, institution_id=place, seen_at=NOW),
        UsageDay(device_id=device, day=day, institution_id=place, active_ms=1),
        UsageCoverage(device_id=device, first_day=day, last_day=day, institution_id=place),
    ]


def owner(model: type[Any]) -> str:
    """The name of the column that says whose a row is."""
    found = ownership(model)
    assert isinstance(found, OwnedBy)
    return found.column


def foreign(model: type[Any], town: Town) -> ColumnElement[bool]:
    """The rows of XYZ."""
    found: ColumnElement[bool] = getattr(model, owner(model)) == town.institutions["XYZ"]
    return found


def count(session: Session, model: type[Any], criterion: ColumnElement[bool]) -> int:
    with system_scope(session, reason="a test counts"):
        statement = select(func.count()).select_from(select(model).where(criterion).subquery())
        return session.scalar(statement) or 0


def test_every_model_says_whose_its_rows_are() -> None:
    kinds = OwnedBy | Municipal | Shared
    silent = [
        one.__name__ for one in MODELS if not isinstance(one.__dict__.get("__scope__"), kinds)
    ]
    assert silent == []


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_a_foreign_row_is_not_inserted_or_updated(
    session: Session, town: Town, model: type[Any]
) -> None:
    row = {owner(model): town.institutions["XYZ"]}
    key = getattr(model, owner(model))
    for attempt in (
        lambda: bulk_insert(session, model, [row]),
        lambda: bulk_insert_returning(session, model, [row], key),
        lambda: bulk_insert_whole(session, model, [row]),
        lambda: bulk_set_by_key(session, model, [row], keys=[owner(model)]),
        lambda: bulk_upsert(session, model, [row], keys=["id"], values=[owner(model)]),
        lambda: bulk_upsert_selected(session, model, select(key), keys=["id"], values=["id"]),
        lambda: bulk_read(session, select(key)),
    ):
        with pytest.raises(ScopeError):
            attempt()


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_a_foreign_row_is_not_deleted_or_taken(
    session: Session, town: Town, model: type[Any]
) -> None:
    theirs = foreign(model, town)
    before = count(session, model, theirs)
    assert before, f"add a row of {model.__name__} to the samples"
    taken = {owner(model): town.institutions["ABC"]}
    assert bulk_set(session, model, theirs, **taken) == 0
    assert bulk_delete(session, model, theirs) == 0
    assert count(session, model, theirs) == before


@pytest.mark.parametrize("model", MUNICIPAL, ids=lambda model: model.__name__)
def test_the_municipalitys_rows_are_out_of_reach(session: Session, model: type[Any]) -> None:
    with pytest.raises(ScopeError):
        bulk_insert(session, model, [{}])
    assert bulk_delete(session, model) == 0


def test_a_shared_table_is_not_written_by_an_institution(session: Session) -> None:
    closed = [one for one in MODELS if ownership(one) == Shared()]
    assert closed
    for model in closed:
        with pytest.raises(ScopeError):
            bulk_insert(session, model, [{}])

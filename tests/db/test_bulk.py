"""Statements that are prepared once: the same rows, the same scope."""

import pytest
from flask import Flask
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_insert_whole, bulk_set_by_key
from assetmgr.db.scope import CONSTANT, Institutions, ScopeError, set_scope
from assetmgr.db.transaction import begin_writing
from assetmgr.extensions import db
from assetmgr.institutions.models import Site
from tests.support.town import Town

ONCE = (
    select(Site.name)
    .where(Site.name != bindparam("besides"))
    .order_by(Site.name)
    .execution_options(**{CONSTANT: True})
)


def session_of(town: Town, code: str) -> Session:
    session = db.session()
    begin_writing(session)
    set_scope(session, Institutions(frozenset({town.institutions[code]})))
    return session


def leave(session: Session) -> None:
    session.rollback()
    session.info.clear()
    session.close()


def names(session: Session) -> list[str]:
    return list(session.scalars(ONCE, {"besides": ""}))


def test_a_constant_statement_shows_each_institution_its_own(app: Flask, town: Town) -> None:
    with app.app_context():
        for _ in range(2):
            for code, name in (("ABC", "Ābeļu sākumskola, 1"), ("XYZ", "Žubīšu vidusskola, 1")):
                session = session_of(town, code)
                assert names(session) == [name]
                leave(session)


def test_whole_rows_are_inserted_and_set_by_their_keys(app: Flask, town: Town) -> None:
    place = town.institutions["ABC"]
    with app.app_context():
        session = session_of(town, "ABC")
        rows = [{"institution_id": place, "name": name} for name in ("A", "B")]
        assert bulk_insert_whole(session, Site, rows) == 2
        key = session.scalars(select(Site.id).where(Site.name == "A")).one()
        told = [{"id": key, "institution_id": place, "name": "C"}]
        assert bulk_set_by_key(session, Site, told, keys=["id", "institution_id"]) == 1
        assert names(session) == ["B", "C", "Ābeļu sākumskola, 1"]
        leave(session)


def test_a_row_of_another_institution_is_out_of_reach_of_its_key(app: Flask, town: Town) -> None:
    with app.app_context():
        session = session_of(town, "XYZ")
        theirs = session.scalars(select(Site.id)).one()
        leave(session)
        session = session_of(town, "ABC")
        told = {"id": theirs, "name": "C"}
        with pytest.raises(ScopeError):
            bulk_set_by_key(session, Site, [told | {"institution_id": 2}], keys=["id"])
        with pytest.raises(KeyError):
            bulk_set_by_key(session, Site, [told], keys=["id"])
        own = told | {"institution_id": town.institutions["ABC"]}
        with pytest.raises(ScopeError, match="must be a key"):
            bulk_set_by_key(session, Site, [own], keys=["id"])
        bulk_set_by_key(session, Site, [own], keys=["id", "institution_id"])
        leave(session)
        session = session_of(town, "XYZ")
        assert names(session) == ["Žubīšu vidusskola, 1"]
        leave(session)

"""Where a transaction begins, and what two writers at once do."""

import threading
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, PendingRollbackError
from sqlalchemy.orm import Session

from assetmgr.auth.codes import Role
from assetmgr.db.bulk import bulk_change_one, bulk_delete, bulk_insert_whole, bulk_set
from assetmgr.db.scope import ScopeError
from assetmgr.db.transaction import reading, writing
from assetmgr.extensions import db
from assetmgr.institutions.models import Institution, Site
from tests.support.browser import sign_in
from tests.support.town import Town


def test_a_failed_block_leaves_nothing_behind(app: Flask, town: Town) -> None:
    with app.app_context():
        with pytest.raises(RuntimeError):
            _rename_and_fail()
        with reading(db.session(), reason="a test looks") as session:
            assert "half" not in {one.name for one in session.scalars(select(Institution))}


def _any_institution(session: Session) -> Institution:
    return session.scalars(select(Institution).order_by(Institution.id).limit(1)).one()


def _rename_and_fail() -> None:
    with writing(db.session(), reason="a test") as session:
        _any_institution(session).name = "half"
        session.flush()
        raise RuntimeError


def test_a_reading_session_writes_nothing(app: Flask, town: Town) -> None:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        _any_institution(session).name = "half"
        with pytest.raises(ScopeError):
            session.flush()


def test_a_reading_session_writes_nothing_in_bulk_either(app: Flask, town: Town) -> None:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        for write in (
            lambda: bulk_set(session, Institution, name="half"),
            lambda: bulk_delete(session, Site),
            lambda: bulk_insert_whole(session, Site, [{"institution_id": 1, "name": "half"}]),
            lambda: bulk_change_one(session, Institution, {"id": 1}, {"name": "half"}),
        ):
            with pytest.raises(ScopeError, match="reading"):
                write()


def test_what_is_written_in_bulk_within_a_savepoint_goes_with_it(app: Flask, town: Town) -> None:
    with app.app_context(), writing(db.session(), reason="a test") as session:
        place = _any_institution(session).id
        _add_site(session, place, "before")
        savepoint = session.begin_nested()
        _add_site(session, place, "within")
        savepoint.rollback()
        _add_site(session, place, "after")
        with session.begin_nested():
            _add_site(session, place, "kept")
        named = set(session.scalars(select(Site.name).where(Site.institution_id == place)))
        assert named & {"before", "within", "after", "kept"} == {"before", "after", "kept"}


def test_after_a_fault_nothing_is_written_in_bulk(app: Flask, town: Town) -> None:
    with app.app_context(), pytest.raises(PendingRollbackError):
        _fail_and_go_on()
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        assert "after" not in set(session.scalars(select(Site.name)))


def _fail_and_go_on() -> None:
    with writing(db.session(), reason="a test") as session:
        place = _any_institution(session).id
        _add_site(session, place, "before")
        session.add(Site(institution_id=-1, name="nowhere"))
        with pytest.raises(IntegrityError):
            session.flush()
        _add_site(session, place, "after")


def _add_site(session: Session, institution_id: int, name: str) -> None:
    bulk_insert_whole(session, Site, [{"institution_id": institution_id, "name": name}])


def test_what_was_set_while_reading_is_stored_nowhere(app: Flask, town: Town) -> None:
    with app.app_context():
        with reading(db.session(), reason="a test") as session:
            _any_institution(session).name = "half"
        with reading(db.session(), reason="a test looks") as session:
            assert "half" not in set(session.scalars(select(Institution.name)))


@pytest.mark.parametrize(
    "app", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
def test_what_is_prepared_outlives_those_who_read(app: Flask, town: Town) -> None:
    """Each page that is looked at would else have the next scan at the desk planned anew."""
    client = sign_in(app, town.emails[Role.SCHOOL_STAFF])
    for _ in range(8):
        assert client.get("/devices/").status_code == 200
    with app.app_context(), db.engine.connect() as connection:
        prepared = text("SELECT count(*) FROM pg_prepared_statements")
        assert connection.scalar(prepared)


def test_two_writers_who_first_read_both_get_through(app: Flask, town: Town) -> None:
    """On SQLite a read that turns into a write would fail at once if it began DEFERRED."""
    barrier = threading.Barrier(2)
    faults: list[BaseException] = []

    def rename(code: str) -> None:
        try:
            with app.app_context():
                barrier.wait()
                with writing(db.session(), reason="a test") as session:
                    found = session.scalars(
                        select(Institution).where(Institution.code == code)
                    ).one()
                    found.name = f"{code} renamed"
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=rename, args=(code,)) for code in ("ABC", "XYZ")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        names = set(session.scalars(select(Institution.name)))
    assert {"ABC renamed", "XYZ renamed"} <= names


def test_an_audit_entry_is_never_changed_nor_deleted(app: Flask, town: Town) -> None:
    for statement in ("UPDATE audit_entry SET actor_name = 'x'", "DELETE FROM audit_entry"):
        with app.app_context(), db.engine.connect() as connection:
            with pytest.raises(DBAPIError, match="never changed"):
                connection.exec_driver_sql(statement)
            connection.rollback()


def test_the_data_folder_keeps_one_secret(tmp_path: Path) -> None:
    from assetmgr.config import load

    first = load({"ASSETMGR_DATA_DIR": str(tmp_path)}).secret_key
    assert load({"ASSETMGR_DATA_DIR": str(tmp_path)}).secret_key == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0

"""Where a transaction begins, and what two writers at once do."""

import threading
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from assetmgr.db.scope import ScopeError
from assetmgr.db.transaction import reading, writing
from assetmgr.extensions import db
from assetmgr.institutions.models import Institution
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

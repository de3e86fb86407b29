"""Stocktakes that were closed before their entries had copies of what was scanned."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Connection, MetaData, select

from assetmgr import create_app
from assetmgr.db.transaction import reading
from assetmgr.extensions import db
from assetmgr.inventory.queries.heads import head_of
from assetmgr.inventory.queries.picture import Picture, picture
from assetmgr.inventory.queries.verifying import Verified, verify
from tests.support.databases import config_for

AT: Final = datetime(2026, 5, 20, 12, tzinfo=UTC)
SUM: Final = "5305016e182728008aaf093a9b8cbeaeca3a97fe46b3d062e02376678302ad49"
"""What the closed stocktake below was summed up to by the program of its day."""
CLOSED, OPEN = 1, 2


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Flask]:
    """A database of before, filled and then brought to the newest state."""
    app = create_app(config_for(f"sqlite:///{tmp_path / 'old.sqlite3'}", tmp_path))
    with app.app_context():
        upgrade(revision="0006")
        with db.engine.connect().execution_options(assetmgr_writing=True) as connection:
            _fill(connection)
            connection.commit()
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


def _fill(connection: Connection) -> None:
    tables = MetaData()
    tables.reflect(connection)
    kind = tables.tables["kind"]
    kind_id = connection.scalar(select(kind.c.id).where(kind.c.code == "chromebook"))
    for name, rows in _rows(kind_id).items():
        for row in rows:
            connection.execute(tables.tables[name].insert().values(row))


def _rows(kind_id: int | None) -> dict[str, list[dict[str, Any]]]:
    place = {"institution_id": 1}
    here = {**place, "room_id": 1, "kind_id": kind_id, "model_id": 1}
    device = {
        **here, "purpose": "pupils", "search_text": "", "entered_on": date(2024, 9, 2),
        "version": 1,
    }  # fmt: skip
    stocktake = {
        **place, "title": "Gada", "form": "scanned", "commission": [], "opened_at": AT,
        "opened_by": "Anna", "version": 1,
        "scope": {"site": None, "rooms": [1], "kinds": [], "doubtful_days": None},
    }  # fmt: skip
    phone = {
        **place, "token_sha256": "x", "name": "Tālrunis", "joined_by": "Anna", "joined_at": AT,
        "received": 3,
    }  # fmt: skip
    entry = {
        **place, "action": "scan", "told_at": AT, "at": AT, "received_at": AT, "is_late": False,
        "room_id": 1,
    }  # fmt: skip
    line = {
        **place, "device_id": 1, "asset_tag": "K-1", "tag_key": "k-1", "serial_number": "S1",
        "kind_id": kind_id, "model": "Acme One", "room_id": 1, "site": "Vieta", "room": "101",
        "status": "in_use", "decision": "nothing",
    }  # fmt: skip
    found = {"result": "found", "found_at": AT, "found_by": "Anna", "found_room_id": 1}
    aside = {"resolved_at": AT, "resolved_by": "Anna", "note": "reklāma"}
    return {
        "institution": [
            {"id": 1, "code": "ABC", "name": "Skola", "short_name": "ABC", "type": "school"}
        ],
        "site": [{"id": 1, **place, "name": "Vieta"}],
        "room": [{"id": 1, **place, "site_id": 1, "name": "101", "use": "classroom"}],
        "manufacturer": [{"id": 1, "name": "Acme", "key": "acme"}],
        "model": [{"id": 1, "manufacturer_id": 1, "name": "One", "key": "one"}],
        "device": [
            {"id": 1, **device, "asset_tag": "K-1", "tag_key": "k-1", "status": "in_use"},
            {
                "id": 2, **device, "asset_tag": "K-2", "tag_key": "k-2", "status": "lost",
                "serial_number": "S2",
            },
        ],
        "device_tenure": [{"device_id": 1, **place}, {"device_id": 2, **place}],
        "stocktake": [
            {
                "id": CLOSED, **stocktake, "number": 1, "status": "closed", "closed_at": AT,
                "closed_by": "Anna", "rows_sha256": SUM,
            },
            {"id": OPEN, **stocktake, "number": 2, "status": "open"},
        ],
        "stocktake_phone": [
            {"id": key, **phone, "stocktake_id": key, "key": f"phone {key}"}
            for key in (CLOSED, OPEN)
        ],
        "stocktake_line": [
            {**line, "stocktake_id": CLOSED, "found_room": "101", **found},
            {**line, "stocktake_id": OPEN},
        ],
        "stocktake_entry": [
            {
                "id": (key - 1) * 3 + number, **entry, "stocktake_id": key, "phone_id": key,
                "number": number, "uuid": f"{key}-{number}", **told,
            }
            for key in (CLOSED, OPEN)
            for number, told in enumerate(
                (
                    {"code": "K-1", "outcome": "found", "device_id": 1},
                    {"code": "K-2", "outcome": "written_off", "device_id": 2},
                    {"code": "?", "outcome": "unknown", **aside},
                ),
                start=1,
            )
        ],
    }  # fmt: skip


def _read(app: Flask, stocktake_id: int) -> tuple[Picture, Verified]:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        head = head_of(session, stocktake_id)
        assert head is not None
        return picture(session, head), verify(session, head)


def test_the_sum_of_before_still_holds(old: Flask) -> None:
    _, verified = _read(old, CLOSED)
    assert (verified.computed, verified.strange) == (SUM, ())


@pytest.mark.parametrize("stocktake_id", [CLOSED, OPEN])
def test_entries_of_before_get_what_the_register_has_of_their_devices(
    old: Flask, stocktake_id: int
) -> None:
    found, _ = _read(old, stocktake_id)
    told = [
        (one.entry.asset_tag, one.entry.model, one.entry.status, one.entry.room)
        for one in found.reading.scans
    ]
    assert told == [
        ("K-1", "Acme One", "in_use", "101"),
        ("K-2", "Acme One", "lost", "101"),
        (None, None, None, "101"),
    ]
    assert (found.head.institution, found.scope_rooms) == ("Skola", ("101",))


def test_the_reason_of_a_code_set_aside_moves_to_its_own_place_while_the_stocktake_is_open(
    old: Flask,
) -> None:
    told = [_read(old, key)[0].reading.scans[-1].entry for key in (CLOSED, OPEN)]
    assert [(one.note, one.resolution) for one in told] == [("reklāma", None), (None, "reklāma")]

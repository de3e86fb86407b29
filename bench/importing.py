"""The demo fleet's device file into an empty register, against reading it and bare rows."""

import csv
import shutil
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from statistics import median
from typing import Any, Final

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import insert, select

from assetmgr import create_app
from assetmgr.audit.actor import Actor, Via
from assetmgr.config import load
from assetmgr.db.transaction import reading, writing
from assetmgr.devices.models import Device, Kind
from assetmgr.exchange.operations import import_file
from assetmgr.exchange.subjects import SUBJECTS
from assetmgr.exchange.what import What
from assetmgr.extensions import db
from assetmgr.institutions.models import Institution
from assetmgr.spreadsheet.write import csv_pieces
from bench.timing import Measured

ACTOR: Final = Actor("bench", Via.IMPORT)
NOW: Final = datetime.now(UTC)


def measure(folder: Path, runs: int = 3) -> list[Measured]:
    """A whole import, with its periods, tenure and audit."""
    demo = create_app()
    devices, institutions = _exported(demo, What.DEVICES), _exported(demo, What.INSTITUTIONS)
    template = folder / "empty.sqlite3"
    _import(_migrated(template), What.INSTITUTIONS, institutions)
    rows = devices.count(b"\n") - 1
    ours = _timed(template, runs, lambda app: _import(app, What.DEVICES, devices))
    floor = _timed(template, runs, lambda app: _bare(app, devices))
    name = f"import of {rows:,} devices ({rows / ours:,.0f} rows a second)"
    return [Measured(name, ours, floor, 8, "reading + bare rows of `device`")]


def _exported(demo: Flask, what: What) -> bytes:
    subject = SUBJECTS[what]
    with demo.app_context(), reading(db.session(), reason="bench") as session:
        return b"".join(csv_pieces(subject.shape.columns, subject.rows(session, None)))


def _timed(template: Path, runs: int, run: Callable[[Flask], None]) -> float:
    """Median seconds of a run, each on a fresh copy of the empty register."""
    taken = []
    for number in range(runs + 1):
        copy = template.with_name(f"copy-{number}.sqlite3")
        shutil.copyfile(template, copy)
        app = _app(copy)
        begin = time.perf_counter()
        run(app)
        taken.append(time.perf_counter() - begin)
        with app.app_context():
            db.engine.dispose()
        copy.unlink()
    return median(taken[1:])


def _app(file: Path) -> Flask:
    return create_app(
        load(
            {
                "ASSETMGR_DATABASE_URL": f"sqlite:///{file}",
                "ASSETMGR_DATA_DIR": str(file.parent),
            }
        )
    )


def _migrated(file: Path) -> Flask:
    app = _app(file)
    with app.app_context():
        upgrade()
    return app


def _import(app: Flask, what: What, content: bytes) -> None:
    with app.app_context():
        with writing(db.session(), reason="bench") as session:
            plan = import_file(session, what, content, actor=ACTOR, now=NOW, today=NOW.date())
            if plan.report.faults:
                raise RuntimeError(plan.report.faults[:3])
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _bare(app: Flask, content: bytes) -> None:
    with app.app_context():
        with writing(db.session(), reason="bench") as session:
            kinds = dict(session.execute(select(Kind.code, Kind.id)).all())
            places = dict(session.execute(select(Institution.code, Institution.id)).all())
            lines = csv.DictReader(StringIO(content.decode()))
            rows = [_row(line, kinds, places) for line in lines]
            session.connection().execute(insert(Device), rows)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _row(line: dict[str, str], kinds: dict[str, int], places: dict[str, int]) -> dict[str, Any]:
    tag, inventory, serial = line["asset_tag"], line["inventory_number"], line["serial_number"]
    return {
        "institution_id": places[line["institution"]],
        "kind_id": kinds[line["kind"]],
        "asset_tag": tag,
        "tag_key": tag.casefold(),
        "inventory_number": inventory,
        "inventory_key": inventory.casefold(),
        "serial_number": serial,
        "serial_key": serial.casefold(),
        "purpose": line["purpose"],
        "status": line["status"],
        "funding": line["funding"] or None,
        "acquired_on": _day(line["acquired_on"]),
        "aue": _day(line["aue"]),
        "warranty_until": _day(line["warranty_until"]),
        "price_eur": Decimal(line["price_eur"]) if line["price_eur"] else None,
        "notes": line["notes"] or None,
        "search_text": f"{tag} {inventory} {serial} {line['model']}".casefold(),
        "entered_on": NOW.date(),
        "version": 1,
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

"""Files and imports for these tests, in few words."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import BytesIO, StringIO

from flask import Flask
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor, Via
from assetmgr.db.scope import Institutions, set_scope
from assetmgr.db.transaction import begin_writing, writing
from assetmgr.exchange.operations import import_file
from assetmgr.exchange.report import Plan
from assetmgr.exchange.subjects import SUBJECTS
from assetmgr.exchange.what import What
from assetmgr.extensions import db
from assetmgr.spreadsheet.write import csv_pieces, write_xlsx
from tests.support.town import NOW

IMPORTER = Actor("importer", Via.IMPORT)
LATER = date(2024, 10, 1)


def csv_file(*rows: dict[str, str]) -> bytes:
    """A CSV file with the columns of all rows."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    buffer = StringIO()
    writer = csv.DictWriter(buffer, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def device(tag: str, **cells: str) -> dict[str, str]:
    """A row of the device file: a laptop of ABC unless told otherwise."""
    return {"asset_tag": tag, "kind": "laptop", "institution": "ABC", **cells}


def importing(app: Flask, content: bytes, what: What = What.DEVICES) -> Plan:
    """Import a file over all institutions, in a transaction of its own."""
    with app.app_context(), writing(db.session(), reason="a test imports") as session:
        return import_file(session, what, content, actor=IMPORTER, now=NOW, today=LATER)


def faults(plan: Plan) -> list[tuple[int, str | None, str]]:
    """Row, column and message of every fault."""
    return [(fault.row, fault.column, fault.text) for fault in plan.report.faults]


def figures(plan: Plan) -> tuple[int, int, int]:
    """How many rows are created, updated and unchanged."""
    return plan.report.created, plan.report.updated, plan.report.unchanged


def exported(app: Flask, what: What = What.DEVICES, *, xlsx: bool = False) -> bytes:
    """The whole register as a file."""
    subject = SUBJECTS[what]
    with app.app_context(), writing(db.session(), reason="a test exports") as session:
        rows = subject.rows(session, None)
        return file_of(subject.shape.columns, list(rows), xlsx=xlsx)


def file_of(columns: Sequence[str], rows: Sequence[Sequence[str]], *, xlsx: bool) -> bytes:
    """Rows of text as a file."""
    if not xlsx:
        return b"".join(csv_pieces(columns, rows))
    file = BytesIO()
    write_xlsx(file, columns, rows)
    return file.getvalue()


@contextmanager
def school_session(app: Flask, *institution_ids: int) -> Iterator[Session]:
    """A writing session whose scope is these institutions; rolled back at the end."""
    with app.app_context():
        session = db.session()
        begin_writing(session)
        set_scope(session, Institutions(frozenset(institution_ids)))
        yield session
        session.rollback()
        session.info.clear()
        session.close()

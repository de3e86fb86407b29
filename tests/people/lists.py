"""Class lists for these tests, in few words."""

from typing import Any, cast

from flask import Flask
from sqlalchemy import select

from assetmgr.db.secrets import Cipher
from assetmgr.db.transaction import reading, writing
from assetmgr.exchange.operations import import_file
from assetmgr.exchange.people.deeds import PeoplePlan
from assetmgr.exchange.what import What
from assetmgr.extensions import config_of, db
from assetmgr.people.models import PeopleBatch, Person
from assetmgr.people.operations.undoing import undo_batch
from tests.exchange.files import IMPORTER, LATER, csv_file
from tests.support.town import NOW

Row = dict[str, str]


def pupil(name: str, class_name: str = "5.a", **cells: str) -> Row:
    """A row of ABC's list."""
    return {"institution": "ABC", "name": name, "class_name": class_name, **cells}


def cipher_of(app: Flask) -> Cipher:
    """What the application encrypts with."""
    return config_of(app).cipher


def imported(app: Flask, *rows: Row, whole: bool = False) -> PeoplePlan:
    """Import a list over all institutions, in a transaction of its own."""
    return imported_file(app, csv_file(*rows), whole=whole)


def imported_file(app: Flask, content: bytes, *, whole: bool = False) -> PeoplePlan:
    """The same, of a file."""
    told: dict[str, Any] = {"actor": IMPORTER, "now": NOW, "today": LATER, "cipher": cipher_of(app)}
    with app.app_context(), writing(db.session(), reason="a test imports") as session:
        plan = import_file(session, What.PEOPLE, content, whole=whole, **told)
    return cast("PeoplePlan", plan)


def figures(plan: PeoplePlan) -> tuple[int, int, int, int | None]:
    """How many are created, updated, unchanged, gone."""
    assert not plan.report.faults, plan.report.faults
    report = plan.report
    return report.created, report.updated, report.unchanged, report.left


def faults(plan: PeoplePlan) -> list[tuple[int, str | None, str]]:
    """Row, column and message of every fault."""
    return [(fault.row, fault.column, fault.text) for fault in plan.report.faults]


def people(app: Flask, institution_id: int) -> dict[str, Person]:
    """Everybody of an institution by name; two of one name are an error here."""
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        found = session.scalars(select(Person).where(Person.institution_id == institution_id)).all()
        session.expunge_all()
    by_name = {one.name or "": one for one in found}
    assert len(by_name) == len(found), "there are doubles"
    return by_name


def classes(app: Flask, institution_id: int) -> dict[str, str | None]:
    """Who of those that are there is in which class."""
    found = people(app, institution_id)
    return {name: one.class_name for name, one in found.items() if one.left_on is None}


def undone(app: Flask, institution_id: int) -> None:
    """Take back the newest import of an institution."""
    with app.app_context(), writing(db.session(), reason="a test undoes") as session:
        newest = (
            select(PeopleBatch)
            .where(PeopleBatch.institution_id == institution_id, PeopleBatch.undone_at.is_(None))
            .order_by(PeopleBatch.id.desc())
            .limit(1)
        )
        undo_batch(session, session.scalars(newest).one(), actor=IMPORTER, now=NOW)

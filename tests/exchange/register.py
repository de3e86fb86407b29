"""What these tests change and read in the register besides importing."""

from typing import Any

from flask import Flask
from sqlalchemy import func, select

from assetmgr.audit.models import AuditEntry
from assetmgr.db.transaction import reading, writing
from assetmgr.devices.models import Device
from assetmgr.devices.operations import void_device
from assetmgr.extensions import db
from assetmgr.institutions.codes import InstitutionType
from assetmgr.institutions.operations import add_institutions
from tests.exchange.files import IMPORTER
from tests.support.town import NOW


def rows(app: Flask, statement: Any) -> list[tuple[Any, ...]]:
    """The rows of a statement over the whole register."""
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        return [tuple(row) for row in session.execute(statement)]


def stored(app: Flask, tag: str, *columns: Any) -> tuple[Any, ...]:
    """These columns of the device with this tag."""
    (found,) = rows(app, select(*columns).where(Device.tag_key == tag.casefold()))
    return found


def extent(app: Flask) -> tuple[Any, ...]:
    """How many devices and audit entries there are: the same means that nothing was written."""
    return (
        *rows(app, select(func.count(Device.id))),
        *rows(app, select(func.count(AuditEntry.id))),
    )


def add_institution(app: Flask, code: str, name: str) -> int:
    """A school without any site; its id."""
    facts = {"code": code, "name": name, "short_name": code, "type": InstitutionType.SCHOOL}
    with app.app_context(), writing(db.session(), reason="a test's school") as session:
        return add_institutions(session, [facts], actor=IMPORTER, now=NOW)[0]


def void(app: Flask, tag: str) -> None:
    """Take back a device as a wrong entry."""
    with app.app_context(), writing(db.session(), reason="a test voids") as session:
        device = session.scalars(select(Device).where(Device.tag_key == tag.casefold())).one()
        void_device(session, device, actor=IMPORTER, now=NOW)

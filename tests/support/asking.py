"""Requests in tests."""

from datetime import datetime

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.devices.models import Kind
from assetmgr.people.models import Person
from assetmgr.requests.codes import Channel, Reason
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.operations.asking import Asked, submit
from tests.support.town import ACTOR, NOW, Town
from tests.support.writing import written

_BY_PLACE = {"ABC": "ada", "XYZ": "zane"}


def ask(
    session: Session,
    town: Town,
    name: str,
    kind: str = "chromebook",
    *,
    reason: Reason = Reason.NO_DEVICE,
    note: str | None = None,
    channel: Channel = Channel.DESK,
    now: datetime = NOW,
) -> LoanRequest:
    """Somebody of the town asks for a device at the desk, whatever the session's scope."""
    with system_scope(session, reason="a test's request"):
        person = session.scalars(select(Person).where(Person.id == town.persons[name])).one()
        wanted = session.scalars(select(Kind).where(Kind.code == kind)).one()
        asked = Asked(wanted, reason, note)
        return submit(session, person, asked, channel=channel, actor=ACTOR, now=now)


def request_of(app: Flask, town: Town, code: str) -> int:
    """A request at the institution, made when first asked for."""
    place = LoanRequest.institution_id == town.institutions[code]
    with written(app) as session:
        known = session.scalars(select(LoanRequest.id).where(place)).first()
        return known or ask(session, town, _BY_PLACE[code]).id

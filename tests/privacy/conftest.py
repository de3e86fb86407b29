"""A loan of Ada's with everything that is ever written about one, ended, and Ada gone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Device
from assetmgr.loans.codes import CaseStatus
from assetmgr.loans.models import Act, ActPaper, Extension, LoanCase
from assetmgr.loans.operations.taking_back import Brought, take_back
from assetmgr.people.models import PeopleBatch, Person, PersonalCode
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.models import LoanRequest
from tests.support.lending import lend, lending_rows
from tests.support.people import people_rows
from tests.support.town import ACTOR, NOW, TODAY, Town
from tests.support.writing import written

SECRETS = ("ada ābele", "ada abele", "ada@", "ada's guardian", "guardian.ada", "slepens")
"""What stands in the database of Ada, in small letters."""
ENDED = date(2024, 9, 10)
DUE = date(2026, 9, 10)
"""24 months after the end."""
LATER = datetime(2026, 9, 11, 0, 30, tzinfo=NOW.tzinfo)


@dataclass(frozen=True)
class Gone:
    """Ids of the loan, and of who had it."""

    act_id: int
    person_id: int


def end(session: Session, act: Act, number: str, day: date = ENDED) -> None:
    """The device comes back."""
    device = session.scalars(select(Device).where(Device.id == act.device_id)).one()
    moment = NOW + (day - TODAY)
    take_back(
        session, act, device, number, Brought(note="Slepens"), actor=ACTOR, now=moment, today=day
    )


def person_of(session: Session, key: int) -> Person:
    return session.scalars(select(Person).where(Person.id == key)).one()


def case_of(session: Session, act_id: int) -> LoanCase:
    return session.scalars(select(LoanCase).where(LoanCase.act_id == act_id)).one()


@pytest.fixture
def gone(app: Flask, town: Town) -> Gone:
    """The loan is over and settled; Ada left on the same day."""
    with written(app) as session:
        rows = lending_rows(session, town, "ada", "K-0001")
        session.add_all([*rows, *people_rows(town, "ABC")])
        session.flush()
        act = session.scalars(select(Act)).one()
        end(session, act, "A-ABC-1")
        _write_secrets(session)
        person = person_of(session, town.persons["ada"])
        person.left_on = ENDED
        return Gone(act.id, person.id)


def _write_secrets(session: Session) -> None:
    """Something about Ada in every free text."""
    told: dict[type[Any], dict[str, Any]] = {
        ActPaper: {"file_name": "Slepens.pdf", "content": b"Slepens"},
        Extension: {"note": "Slepens", "answer": "Slepens"},
        LoanCase: {
            "told": "Slepens",
            "decision": "Slepens",
            "dispute": "Slepens",
            "status": CaseStatus.CLOSED,
            "closed_at": NOW,
        },
        LoanRequest: {
            "note": "Slepens",
            "answer": "Slepens",
            "status": RequestStatus.DECLINED,
            "decided_at": NOW,
        },
        PersonalCode: {"encrypted": b"Slepens", "digest": "Slepens"},
        PeopleBatch: {"undo": {"created": [], "changed": {"1": {"name": "Slepens"}}}},
    }
    for model, values in told.items():
        for row in session.scalars(select(model)):
            for name, value in values.items():
                setattr(row, name, value)


def lend_again(session: Session, town: Town, name: str, tag: str, day: date) -> Act:
    """Another loan, from `day` on."""
    return lend(session, town, tag, name, now=NOW + timedelta(days=(day - TODAY).days)).act

"""A register of 100,000 open loans, some overdue, and a class that asked for its devices."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.models import Consent
from assetmgr.agreements.operations.terms import ensure_terms
from assetmgr.audit.actor import Actor, Via
from assetmgr.auth.codes import Role
from assetmgr.auth.operations import add_user, set_password
from assetmgr.db.bulk import bulk_insert, bulk_insert_returning
from assetmgr.db.transaction import writing
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import Device, DevicePeriod, DeviceTenure, Kind
from assetmgr.extensions import db
from assetmgr.institutions.codes import InstitutionType
from assetmgr.institutions.models import Institution
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.numbering.codes import Series
from assetmgr.numbering.operations import next_numbers
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Guardian, Person
from assetmgr.requests.codes import Channel, Reason, RequestStatus
from assetmgr.requests.models import LoanRequest

INSTITUTIONS: Final = 40
EACH: Final = 2_500
LATE: Final = 20
"""One loan in so many is past its day."""
EMAIL: Final = "desk@bench.example"
PUPIL: Final = "pupil@bench.example"
"""Whoever has the first loan."""
PASSWORD: Final = "correct horse battery"  # noqa: S105 - of a database that lives for minutes
_ACTOR: Final = Actor("bench", Via.COMMAND)
_NOW: Final = datetime.now(UTC)
TODAY: Final = _NOW.date()
_BEGAN: Final = _NOW - timedelta(days=60)
_LATE: Final = _NOW.date() - timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Waits:
    """A pupil of the first institution who has no device yet, and the tag of the one to get."""

    person_id: int
    tag: str


def fill(app: Flask, waiting: int) -> list[Waits]:
    """Write the loans, and so many pupils with as many devices for them at the first place."""
    with app.app_context():
        upgrade()
        with writing(db.session(), reason="bench") as session:
            kind_id = session.scalars(select(Kind.id).where(Kind.code == "chromebook")).one()
            terms = [_place(session, number) for number in range(1, INSTITUTIONS + 1)]
            places = [number // EACH + 1 for number in range(INSTITUTIONS * EACH)]
            places += [1] * waiting
            lent = len(places) - waiting
            devices = _devices(session, kind_id, places, lent)
            people = _people(session, places)
            bulk_insert(session, Act, _acts(kind_id, terms, places[:lent], devices, people))
            _agree(session, terms[0], people[lent:])
            bulk_insert(session, LoanRequest, _asked(kind_id, people[lent:]))
        with db.engine.begin() as connection:
            connection.execute(text("ANALYZE"))  # as every night does
        db.engine.dispose()
    return [Waits(people[at], tag(at)) for at in range(lent, len(places))]


def tag(number: int) -> str:
    """The tag of the n-th device, from 0 on; the first 2,500 are lent at the first institution."""
    return f"B-{number:06}"


def _place(session: Session, number: int) -> int:
    """An institution; the id of its terms."""
    name = f"Iestāde {number}"
    session.add(
        Institution(
            id=number, code=str(number), name=name, short_name=name, type=InstitutionType.SCHOOL
        )
    )
    session.flush()
    next_numbers(session, number, Series.ACT, EACH)
    if number == 1:
        for email, role in ((EMAIL, Role.SCHOOL_STAFF), (PUPIL, Role.BORROWER)):
            user = add_user(session, email, name=role, role=role, institution_ids=[number])
            set_password(user, PASSWORD)
    return ensure_terms(session, number, actor=_ACTOR, now=_BEGAN).id


def _devices(session: Session, kind_id: int, places: list[int], lent: int) -> list[int]:
    rows = [_device(kind_id, place, at, is_lent=at < lent) for at, place in enumerate(places)]
    ids = bulk_insert_returning(session, Device, rows, Device.id)
    owners = list(zip(ids, places, strict=True))
    tenures = ({"device_id": one, "institution_id": place} for one, place in owners)
    bulk_insert(session, DeviceTenure, tenures)
    bulk_insert(session, DevicePeriod, map(_period, ids, rows))
    return ids


def _device(kind_id: int, place: int, at: int, *, is_lent: bool) -> dict[str, Any]:
    return {
        "institution_id": place,
        "kind_id": kind_id,
        "asset_tag": tag(at),
        "tag_key": tag(at).casefold(),
        "serial_number": f"SN{at:07}",
        "serial_key": f"sn{at:07}",
        "purpose": Purpose.PUPILS,
        "status": Status.IN_USE if is_lent else Status.AVAILABLE,
        "search_text": tag(at).casefold(),
        "entered_on": _BEGAN.date(),
        "version": 1,
    }


def _period(device_id: int, row: dict[str, Any]) -> dict[str, Any]:
    copied = ("institution_id", "kind_id", "purpose", "status", "asset_tag", "serial_number")
    told = {name: row[name] for name in copied}
    return {"device_id": device_id, "valid_from": _BEGAN.date(), **told}


def _people(session: Session, places: list[int]) -> list[int]:
    rows = [
        {
            "institution_id": place,
            "key": f"K{at:07}",
            "role": PersonRole.PUPIL,
            "name": f"Vārds {at:06}",
            "search_text": f"vards {at:06}",
            "email": None if at else PUPIL,
            "class_name": f"{at % 12 + 1}.a",
            "version": 1,
        }
        for at, place in enumerate(places)
    ]
    return bulk_insert_returning(session, Person, rows, Person.id)


def _acts(
    kind_id: int, terms: list[int], places: list[int], devices: list[int], people: list[int]
) -> Iterator[dict[str, Any]]:
    for at, place in enumerate(places):
        yield {
            "institution_id": place,
            "number": at % EACH + 1,
            "status": ActStatus.ISSUED,
            "sensitive": False,
            "device_id": devices[at],
            "kind_id": kind_id,
            "asset_tag": tag(at),
            "serial_number": f"SN{at:07}",
            "person_id": people[at],
            "person_role": PersonRole.PUPIL,
            "terms_id": terms[place - 1],
            "due_on": _LATE if at % LATE == LATE - 1 else date(_NOW.year + 1, 5, 31),
            "accessories": {"charger": 1},
            "prepared_at": _BEGAN,
            "prepared_by": "bench",
            "issued_at": _BEGAN,
            "issued_on": _BEGAN.date(),
            "issued_by": "bench",
            "contents_sha256": "0" * 64,
            "version": 1,
        }


def _agree(session: Session, terms_id: int, people: list[int]) -> None:
    guardians = ({"person_id": one, "institution_id": 1, "name": "Vecāks Vārds"} for one in people)
    bulk_insert(session, Guardian, guardians)
    consents = (
        {
            "institution_id": 1,
            "person_id": one,
            "terms_id": terms_id,
            "how": SignedHow.PAPER,
            "guardian_name": "Vecāks Vārds",
            "given_at": _BEGAN,
            "recorded_by": "bench",
        }
        for one in people
    )
    bulk_insert(session, Consent, consents)


def _asked(kind_id: int, people: list[int]) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(people, 1):
        yield {
            "institution_id": 1,
            "number": number,
            "person_id": one,
            "kind_id": kind_id,
            "sensitive": False,
            "status": RequestStatus.SUBMITTED,
            "reason": Reason.NO_DEVICE,
            "channel": Channel.DESK,
            "submitted_at": _BEGAN,
            "version": 1,
        }

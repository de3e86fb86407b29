"""Writing the demo's pupils and employees."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.operations import record_all
from assetmgr.db.bulk import bulk_insert
from assetmgr.demo.operations.devices import ACTOR
from assetmgr.demo.people import DOMAIN
from assetmgr.demo.pupils import planned_people
from assetmgr.people.models import Guardian, Person
from assetmgr.people.operations.trail import person_entry
from assetmgr.people.policy.texts import searched


def load_borrowers(
    session: Session, institutions: Mapping[str, int], until: date, now: datetime
) -> None:
    """Write everybody who may borrow, with the guardians of minors; `institutions` by code."""
    people = planned_people(until)
    rows = (
        {
            "institution_id": institutions[one.institution],
            "key": one.key,
            "role": one.role,
            "name": one.name,
            "search_text": searched(one.name),
            "class_name": one.class_name,
            "email": one.email,
            "external_id": one.external_id,
            "adult_on": one.adult_on,
            "version": 1,
        }
        for one in people
    )
    bulk_insert(session, Person, rows)
    ids = {key: person_id for person_id, key in session.execute(select(Person.id, Person.key))}
    guardians = (
        {
            "person_id": ids[one.key],
            "institution_id": institutions[one.institution],
            "name": one.guardian,
            "email": f"vecaks.{one.key.lower()}@{DOMAIN}",
            "phone": None,
        }
        for one in people
        if one.guardian
    )
    bulk_insert(session, Guardian, guardians)
    record_all(
        session,
        (
            person_entry(
                "created",
                ids[one.key],
                one.key,
                institution_id=institutions[one.institution],
                before=None,
                after={"role": one.role, "class_name": one.class_name},
                actor=ACTOR,
                now=now,
            )
            for one in people
        ),
    )

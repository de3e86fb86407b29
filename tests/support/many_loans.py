"""Many loans of an institution at once, made without their papers."""

from datetime import date

from sqlalchemy.orm import Session

from assetmgr.agreements.operations.terms import ensure_terms
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.operations import create_devices
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.devices.policy.text import search_text
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person
from tests.support.town import ACTOR, NOW, TODAY, Town


def many_loans(
    session: Session, town: Town, count: int, due_on: date, *, first: int = 0, code: str = "ABC"
) -> list[Act]:
    """So many pupils of 18 and above, in classes of 25, with a Chromebook each."""
    place = town.institutions[code]
    terms = ensure_terms(session, place, actor=ACTOR, now=NOW)
    numbers = range(first, first + count)
    facts = [
        DeviceFacts(
            asset_tag=f"M-{number:05}", kind_id=town.kinds["chromebook"], institution_id=place,
            purpose=Purpose.PUPILS, status=Status.IN_USE,
        )
        for number in numbers
    ]  # fmt: skip
    devices = create_devices(session, facts, actor=ACTOR, now=NOW, today=TODAY)
    people = [
        Person(
            institution_id=place, key=f"{code}M{number:05}", role=PersonRole.PUPIL,
            name=f"Vārds{number:05} Uzvārds", search_text=search_text(f"vards{number:05}"),
            class_name=f"{10 + number // 25 % 3}.{'abcdefgh'[number // 75 % 8]}",
            email=f"many{number}.{code.lower()}@skola.example", adult_on=date(2000, 1, 1),
        )
        for number in numbers
    ]  # fmt: skip
    session.add_all(people)
    session.flush()
    acts = [
        Act(
            institution_id=place, number=10_000 + number, status=ActStatus.ISSUED,
            device_id=device_id, kind_id=town.kinds["chromebook"], asset_tag=one.asset_tag,
            model="Acer Chromebook 311", person_id=person.id, person_role=person.role,
            terms_id=terms.id, due_on=due_on, accessories={"charger": 1}, prepared_at=NOW,
            prepared_by="test", issued_at=NOW, issued_on=TODAY, issued_by="test",
            contents_sha256="0" * 64,
        )
        for number, device_id, one, person in zip(numbers, devices, facts, people, strict=True)
    ]  # fmt: skip
    session.add_all(acts)
    session.flush()
    return acts

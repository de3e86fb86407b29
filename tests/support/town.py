"""A small municipality: two schools, a preschool, a few devices, one person for each role."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor, Via
from assetmgr.auth.codes import MUNICIPAL_ROLES, Role
from assetmgr.auth.operations import add_user
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import Kind
from assetmgr.devices.operations import create_devices
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.devices.policy.text import search_text
from assetmgr.institutions.codes import InstitutionType, RoomUse
from assetmgr.institutions.models import Headcount, Institution, Room, Site
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Guardian, Person

PASSWORD = "correct horse battery"
_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
"""A hash names its own cost: checked by the product like any other, only a hundred times sooner."""
NOW = datetime(2024, 9, 2, 8, tzinfo=UTC)
TODAY = date(2024, 9, 2)
ACTOR = Actor("test", Via.COMMAND)
ADA = "ada@school.example"


@dataclass
class Town:
    """Ids by what they stand for: institutions by code, devices by tag, users by role.

    `persons`: "ada" and "emils" (pupils of ABC's 6.a), "teacher" (of ABC), "zane" (pupil of XYZ).
    Ada has an account, too: the borrower's.
    """

    institutions: dict[str, int] = field(default_factory=dict)
    rooms: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    devices: dict[str, int] = field(default_factory=dict)
    emails: dict[Role, str] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)


def build_town(session: Session) -> Town:
    """Write the municipality; its figures are chosen to be checked on paper."""
    town = Town(kinds={kind.code: kind.id for kind in session.scalars(select(Kind))})
    for code, name, of_type in (
        ("ABC", "Ābeļu sākumskola", InstitutionType.SCHOOL),
        ("XYZ", "Žubīšu vidusskola", InstitutionType.SCHOOL),
        ("PII", 'PII "Čiekuriņš"', InstitutionType.PRESCHOOL),
    ):
        _add_institution(session, town, code, name, of_type)
    _add_devices(session, town)
    _add_people(session, town)
    _add_borrowers(session, town)
    return town


def _add_institution(
    session: Session, town: Town, code: str, name: str, of_type: InstitutionType
) -> None:
    institution = Institution(
        code=code, name=name, short_name=code, type=of_type, contact_email=f"{code}@school.example"
    )
    session.add(institution)
    session.flush()
    site = Site(institution_id=institution.id, name=f"{name}, 1")
    session.add(site)
    session.flush()
    room = Room(institution_id=institution.id, site_id=site.id, name="101", use=RoomUse.CLASSROOM)
    session.add_all(
        [
            room,
            Headcount(
                institution_id=institution.id,
                as_of=date(2024, 9, 1),
                pupils=100,
                pupils_5_6=40,
                teachers=12,
                teacher_fte=10,
                internet_mbps=500,
            ),
        ]
    )
    session.flush()
    town.institutions[code] = institution.id
    town.rooms[code] = room.id


def _add_devices(session: Session, town: Town) -> None:
    """ABC has 4 Chromebooks and a laptop for pupils, XYZ one of each, PII two tablets."""
    plan = [("K-000" + str(n), "chromebook", "ABC", Purpose.PUPILS) for n in range(1, 5)]
    plan += [
        ("P-0001", "laptop", "ABC", Purpose.PUPILS),
        ("P-0002", "laptop", "ABC", Purpose.TEACHERS),
        ("K-0101", "chromebook", "XYZ", Purpose.PUPILS),
        ("P-0101", "laptop", "XYZ", Purpose.PUPILS),
        ("T-0001", "tablet", "PII", Purpose.PUPILS),
        ("T-0002", "tablet", "PII", Purpose.PUPILS),
    ]
    facts = [
        DeviceFacts(
            asset_tag=tag,
            kind_id=town.kinds[kind],
            institution_id=town.institutions[code],
            room_id=town.rooms[code],
            purpose=purpose,
            status=Status.IN_USE,
            serial_number=f"SN{tag[2:]}{tag[0]}",
            acquired_on=date(2022, 8, 15),
        )
        for tag, kind, code, purpose in plan
    ]
    ids = create_devices(session, facts, actor=ACTOR, now=NOW, today=TODAY)
    town.devices = dict(zip((row[0] for row in plan), ids, strict=True))


def _add_people(session: Session, town: Town) -> None:
    """One person for each role; those in institutions belong to ABC."""
    for role in Role:
        places = [] if role in MUNICIPAL_ROLES else [town.institutions["ABC"]]
        email = ADA if role is Role.BORROWER else f"{role.value}@town.example"
        user = add_user(session, email, name=role.value, role=role, institution_ids=places)
        user.password_hash = _HASH
        town.emails[role] = email


def _add_borrowers(session: Session, town: Town) -> None:
    """Whom the class lists know: pupils with one guardian each, and a teacher."""
    pupil, employee = PersonRole.PUPIL, PersonRole.EMPLOYEE
    plan = [
        ("ada", "Ada Ābele", ADA, "6.a", "ABC", pupil),
        ("emils", "Emīls Egle", "emils@school.example", "6.a", "ABC", pupil),
        ("teacher", "Tija Tauriņa", "teacher@school.example", None, "ABC", employee),
        ("zane", "Zane Zīle", "zane@school.example", "6.a", "XYZ", pupil),
    ]
    for word, name, email, class_name, code, role in plan:
        person = Person(
            institution_id=town.institutions[code],
            key=f"KEY{word.upper()}",
            role=role,
            name=name,
            search_text=search_text(name),
            class_name=class_name,
            email=email,
        )
        session.add(person)
        session.flush()
        town.persons[word] = person.id
        if role is pupil:
            session.add(
                Guardian(
                    person_id=person.id,
                    institution_id=person.institution_id,
                    name=f"{word.capitalize()}'s guardian",
                    email=f"guardian.{word}@home.example",
                    phone="+371 20000000",
                )
            )
    session.flush()

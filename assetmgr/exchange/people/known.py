"""The people of an institution as a class list meets them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Guardian, Person, PersonalCode
from assetmgr.people.operations.deeds import COLUMNS, Reach, StoredCode
from assetmgr.people.policy.identity import Identity
from assetmgr.people.policy.texts import name_key


@dataclass(frozen=True, slots=True)
class Stored:
    """A person as stored, with guardians (in the order they were told) and the code's place."""

    id: int
    key: str
    version: int
    values: Mapping[str, Any]
    guardians: tuple[Reach, ...]
    code: StoredCode | None

    @property
    def role(self) -> PersonRole:
        """Pupil or employee."""
        found: PersonRole = self.values["role"]
        return found

    @property
    def identity(self) -> Identity:
        """By what they are known."""
        told = self.values
        return Identity(
            id=self.id,
            role=told["role"],
            name=name_key(told["name"]),
            class_name=told["class_name"],
            external_id=told["external_id"],
            digest=self.code.digest if self.code else None,
            email=told["email"],
            adult_on=told["adult_on"],
        )


def read_stored(session: Session, institution_ids: Iterable[int]) -> dict[int, dict[int, Stored]]:
    """Everybody who is not forgotten, by institution and id; in three statements.

    Where the session writes, they stay as read until its end.
    """
    places = sorted(institution_ids)
    columns = [getattr(Person, name) for name in COLUMNS]
    statement = select(Person.id, Person.institution_id, Person.key, Person.version, *columns)
    statement = statement.where(Person.institution_id.in_(places), Person.forgotten_at.is_(None))
    if not session.info.get("read_only"):
        statement = statement.with_for_update()
    guardians, codes = _guardians(session, places), _codes(session, places)
    found: dict[int, dict[int, Stored]] = {place: {} for place in places}
    for key, place, label, version, *values in session.execute(statement):
        told = dict(zip(COLUMNS, values, strict=True))
        found[place][key] = Stored(key, label, version, told, tuple(guardians[key]), codes.get(key))
    return found


def _guardians(session: Session, places: list[int]) -> dict[int, list[Reach]]:
    rows = session.execute(
        select(Guardian.person_id, Guardian.name, Guardian.email, Guardian.phone)
        .where(Guardian.institution_id.in_(places))
        .order_by(Guardian.id)
    )
    found: dict[int, list[Reach]] = defaultdict(list)
    for key, name, email, phone in rows:
        found[key].append(Reach(name, email, phone))
    return found


def _codes(session: Session, places: list[int]) -> dict[int, StoredCode]:
    rows = session.execute(
        select(PersonalCode.person_id, PersonalCode.encrypted, PersonalCode.digest).where(
            PersonalCode.institution_id.in_(places)
        )
    )
    return {key: StoredCode(encrypted, digest) for key, encrypted, digest in rows}

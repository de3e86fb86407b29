"""People and what hangs on them, for tests that walk all addresses."""

from flask import Flask
from sqlalchemy import select

from assetmgr.auth.codes import Role
from assetmgr.auth.models import Membership
from assetmgr.auth.operations import add_user
from assetmgr.people.models import PeopleBatch, PersonalCode, SignInCode, SocialSupport
from tests.support.town import NOW, Town
from tests.support.writing import written

_PUPILS = {"ABC": "ada", "XYZ": "zane"}


def person_of(app: Flask, town: Town, code: str) -> int:
    """A pupil of an institution."""
    return town.persons[_PUPILS[code]]


def batch_of(app: Flask, town: Town, code: str) -> int:
    """An import of an institution that did nothing, made when first asked for."""
    place = town.institutions[code]
    with written(app) as session:
        known = session.scalars(select(PeopleBatch).where(PeopleBatch.institution_id == place))
        found = known.one_or_none() or empty_batch(place)
        session.add(found)
        session.flush()
        return found.id


def empty_batch(institution_id: int) -> PeopleBatch:
    """An import that did nothing."""
    return PeopleBatch(
        institution_id=institution_id,
        imported_at=NOW,
        imported_by="a test",
        created=0,
        updated=0,
        left=0,
        undo={"created": [], "changed": {}, "versions": {}},
    )


def membership_of(app: Flask, town: Town, code: str) -> int:
    """Somebody's part in an institution, made when first asked for."""
    place = town.institutions[code]
    with written(app) as session:
        wanted = (Membership.institution_id == place, Membership.role == Role.SCHOOL_STAFF)
        known = session.scalars(select(Membership).where(*wanted)).one_or_none()
        if known is None:
            user = add_user(
                session,
                f"staff.{code}@town.example".lower(),
                name=f"{code} staff",
                role=Role.SCHOOL_STAFF,
                institution_ids=[place],
            )
            (known,) = user.memberships
            session.flush()
        return known.id


def people_rows(town: Town, code: str) -> list[object]:
    """A row of each table of people but their own and their guardians'."""
    place, person = town.institutions[code], town.persons[_PUPILS[code]]
    told = {"person_id": person, "institution_id": place}
    return [
        PersonalCode(**told, encrypted=b"x", digest="x"),
        SocialSupport(**told, noted_at=NOW, noted_by="a test"),
        SignInCode(**told, code_hash="x", expires_at=NOW),
        empty_batch(place),
    ]

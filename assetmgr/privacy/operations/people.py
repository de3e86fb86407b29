"""A person is forgotten: the key stays."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from assetmgr.agreements.models import Consent, ConsentLink
from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.auth.codes import Role
from assetmgr.auth.models import Membership, PasswordToken, User
from assetmgr.db.bulk import bulk_delete, bulk_set
from assetmgr.people.models import Guardian, Person, PersonalCode, SignInCode, SocialSupport
from assetmgr.people.operations.trail import person_entry
from assetmgr.privacy.operations.words import drop_words
from assetmgr.privacy.queries.due import DuePerson
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.operations.leaving import withdraw_of

_GONE: Final = (Guardian, PersonalCode, SocialSupport, SignInCode, Consent, ConsentLink)
"""What names a person, or whoever answers for one, and is of no use without the name."""


def forget_people(
    session: Session, people: Sequence[DuePerson], *, actor: Actor, now: datetime
) -> None:
    """Take everything away that names these people, their guardians, and their accounts."""
    ids = [one.id for one in people]
    withdraw_of(session, {one.id: one.key for one in people}, actor=actor, now=now)
    for model in _GONE:
        bulk_delete(session, model, model.person_id.in_(ids))
    drop_words(session, LoanRequest.person_id.in_(ids))
    bulk_set(
        session,
        Person,
        Person.id.in_(ids),
        name=None,
        search_text=None,
        class_name=None,
        email=None,
        external_id=None,
        adult_on=None,
        forgotten_at=now,
        version=Person.version + 1,
    )
    _drop_accounts(session, {one.email for one in people if one.email})
    record_all(
        session,
        (
            person_entry(
                "forgotten",
                one.id,
                one.key,
                institution_id=one.institution_id,
                before=None,
                after=None,
                actor=actor,
                now=now,
            )
            for one in people
        ),
    )


def _drop_accounts(session: Session, emails: Collection[str]) -> None:
    """Accounts of those who did nothing but borrow, and are known nowhere else."""
    other = Membership.user_id == User.id, Membership.role != Role.BORROWER
    ids = session.scalars(
        select(User.id).where(
            User.email.in_(emails),
            ~exists().where(*other),
            ~exists().where(Person.email == User.email),
        )
    ).all()
    for model in (Membership, PasswordToken):
        bulk_delete(session, model, model.user_id.in_(ids))
    bulk_delete(session, User, User.id.in_(ids))

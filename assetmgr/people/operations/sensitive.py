"""What is looked at with a reason, or by named handlers alone; each look is in the trail."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record
from assetmgr.auth.models import Membership, User
from assetmgr.db.bulk import bulk_delete
from assetmgr.db.errors import Refused
from assetmgr.db.scope import system_scope
from assetmgr.db.secrets import Cipher
from assetmgr.i18n.marks import N_
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person, SocialSupport
from assetmgr.people.operations.trail import SUPPORT_SET, note
from assetmgr.people.policy.personal_code import written
from assetmgr.people.queries.one import personal_code, social_support


def reveal_code(
    session: Session, person: Person, *, cipher: Cipher, actor: Actor, now: datetime
) -> str | None:
    """The personal code as people write it, after a note that it was looked at; None: not told."""
    found = personal_code(session, person.id)
    if found is None:
        return None
    note(session, "code_shown", person, actor=actor, now=now)
    return written(cipher.decrypt(found.encrypted).decode())


def set_support(
    session: Session, person: Person, *, has_support: bool, actor: Actor, now: datetime
) -> None:
    """Note, or no longer note, that a pupil's family has social support.

    Raises:
        Refused: the person is an employee or forgotten.
        ScopeError: the session's scope is not a named handler's there.
    """
    if person.role is not PersonRole.PUPIL or person.forgotten_at is not None:
        raise Refused(N_("Social support is noted for pupils alone."))
    known = social_support(session, person.id)
    if has_support == (known is not None):
        return
    if has_support:
        row = SocialSupport(
            person_id=person.id,
            institution_id=person.institution_id,
            noted_at=now,
            noted_by=actor.name,
        )
        session.add(row)
    else:
        bulk_delete(session, SocialSupport, SocialSupport.person_id == person.id)
    before, after = {"support": known is not None}, {"support": has_support}
    note(session, SUPPORT_SET, person, before=before, after=after, actor=actor, now=now)


def name_handler(
    session: Session,
    membership_id: int,
    institution_id: int,
    *,
    is_handler: bool,
    actor: Actor,
    now: datetime,
) -> bool:
    """Name somebody a handler of what is sensitive, or no longer; whether there is such a part."""
    part = session.scalars(
        select(Membership).where(
            Membership.id == membership_id, Membership.institution_id == institution_id
        )
    ).one_or_none()
    if part is None:
        return False
    if part.is_handler != is_handler:
        before, part.is_handler = part.is_handler, is_handler
        with system_scope(session, reason="accounts are the municipality's; this one works here"):
            name = session.scalars(select(User.name).where(User.id == part.user_id)).one()
        row = entry(
            action="changed",
            subject="membership",
            subject_id=part.id,
            label=f"{part.role.value} {name}"[:200],
            institution_id=institution_id,
            before={"is_handler": before},
            after={"is_handler": is_handler},
            actor=actor,
            now=now,
        )
        record(session, row)
    return True

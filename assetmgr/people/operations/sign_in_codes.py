"""Printed one-time codes for pupils without an account."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.auth.models import LoginAttempt
from assetmgr.auth.queries import failures_since
from assetmgr.db.batches import batches
from assetmgr.db.bulk import bulk_delete, bulk_insert, bulk_set
from assetmgr.db.errors import Refused
from assetmgr.i18n.alphabet import latvian_key
from assetmgr.i18n.marks import N_
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person, SignInCode
from assetmgr.people.operations.trail import person_entry
from assetmgr.people.policy.keys import code_hash, grouped, new_code

LIFE: Final = timedelta(days=14)
FAILURES_ALLOWED: Final = 300
"""Wrong codes from one address within `WINDOW`: a whole school may stand behind one.

A code has 40 bits, so that many guesses are of no use.
"""
WINDOW: Final = timedelta(minutes=15)
CHUNK: Final = 1_000
UNKNOWN: Final = N_("This code is not right. Look at it once more: there is no 0, O, 1, I or L.")
USED: Final = N_("This code was used already. Ask for a new one at school.")
EXPIRED: Final = N_("This code is too old, or a newer one was printed. Ask for it at school.")
GONE: Final = N_("You are not on this school's list any more. Ask at school.")
TOO_MANY: Final = N_("Too many wrong codes. Try again in 15 minutes.")


@dataclass(frozen=True, slots=True)
class Printed:
    """A name with its code as it is printed; nothing else ever knows the code."""

    name: str
    code: str = field(repr=False)


def make_codes(
    session: Session, institution_id: int, class_name: str, *, actor: Actor, now: datetime
) -> Sequence[Printed]:
    """New codes for all pupils of a class, by name; what was printed before is void.

    Raises:
        Refused: there is no pupil in the class.
    """
    pupils = session.execute(
        select(Person.id, Person.key, Person.name).where(
            Person.institution_id == institution_id,
            Person.class_name == class_name,
            Person.role == PersonRole.PUPIL,
            Person.left_on.is_(None),
            Person.forgotten_at.is_(None),
        )
    ).all()
    if not pupils:
        raise Refused(N_("There is no pupil in this class."), field="class_name")
    forget_codes(session, now)
    for ids in batches([one.id for one in pupils], CHUNK):
        waiting = (SignInCode.person_id.in_(ids), SignInCode.expires_at > now)
        bulk_set(session, SignInCode, *waiting, expires_at=now)
    codes = {one.id: new_code() for one in pupils}
    bulk_insert(
        session,
        SignInCode,
        (
            {
                "person_id": key,
                "institution_id": institution_id,
                "code_hash": code_hash(code),
                "expires_at": now + LIFE,
                "used_at": None,
            }
            for key, code in codes.items()
        ),
    )
    entries = (
        person_entry(
            "code_printed",
            one.id,
            one.key,
            institution_id=institution_id,
            before=None,
            after=None,
            actor=actor,
            now=now,
        )
        for one in pupils
    )
    record_all(session, entries)
    by_name = sorted(pupils, key=lambda one: latvian_key(one.name or ""))
    return [Printed(one.name or "", grouped(codes[one.id])) for one in by_name]


def redeem(session: Session, text: str, *, address: str, now: datetime) -> int:
    """The id of the person whose code this is; the code is used up by it.

    Codes are looked up by their hash alone. A wrong one is noted by the hash of the address it
    came from: the caller commits that, too.

    Raises:
        Refused: it is unknown, used, too old, of somebody who left, or too many were wrong.
    """
    origin = sha256(f"class code {address}".encode()).hexdigest()
    if failures_since(session, origin, now - WINDOW) >= FAILURES_ALLOWED:
        raise Refused(TOO_MANY)
    found = session.execute(
        select(SignInCode.id, SignInCode.used_at, SignInCode.expires_at, Person)
        .join(Person, Person.id == SignInCode.person_id)
        .where(SignInCode.code_hash == code_hash(text))
    ).one_or_none()
    if found is None:
        session.add(LoginAttempt(email_hash=origin, at=now))
        session.flush()  # under the scope of the caller, which ends with the refusal
        raise Refused(UNKNOWN, field="code")
    code_id, used_at, expires_at, person = found
    if used_at is not None:
        raise Refused(USED, field="code")
    if expires_at <= now:
        raise Refused(EXPIRED, field="code")
    if person.left_on is not None or person.forgotten_at is not None:
        raise Refused(GONE, field="code")
    unused = (SignInCode.id == code_id, SignInCode.used_at.is_(None))
    if not bulk_set(session, SignInCode, *unused, used_at=now):
        raise Refused(USED, field="code")
    found_id: int = person.id
    return found_id


def forget_codes(session: Session, now: datetime) -> int:
    """Throw away codes that nobody can use any more; how many there were."""
    return bulk_delete(session, SignInCode, SignInCode.expires_at <= now - LIFE)

"""Reading people and their parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from assetmgr.auth.codes import Role
from assetmgr.auth.models import LoginAttempt, Membership, PasswordToken, SignOut, User
from assetmgr.db.prepared import read
from assetmgr.institutions.models import Institution
from assetmgr.people.models import Person as Listed

BORROWER_KEY: Final = "p"
"""Begins the keys of borrowers without an account; an account's key begins with its number."""
ALONE_KEY: Final = "c"
"""Begins the keys of who came with a printed code: it proves one person, and no e-mail."""
LOCALE: Final = "lv"


@dataclass(frozen=True, slots=True)
class Part:
    """A role, with the institution it is played in (None: the municipality)."""

    role: Role
    institution_id: int | None
    institution_name: str | None
    is_handler: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A human who signed in, and every part they have.

    `id` is the account's; None for a borrower who has none. `borrows_as`: whom the class lists
    know under the same e-mail, one for each institution. `key` stands for the person in the
    session's cookie: whoever signed in under another one is signed out.
    """

    id: int | None
    name: str
    email: str | None
    locale: str
    parts: tuple[Part, ...]
    key: str = ""
    borrows_as: frozenset[int] = frozenset()
    pseudonym: str | None = None
    """What a borrower without an account is called in the audit trail."""


class _Account(NamedTuple):
    """An account with one of its parts and one of those whom the class lists know by its e-mail."""

    name: str
    email: str
    locale: str
    password_hash: str | None
    role: Role | None
    institution_id: int | None
    is_handler: bool
    short_name: str | None
    borrower_id: int | None
    borrows_from: int


def _goes_on(sitting: object) -> ColumnElement[bool]:
    return ~exists().where(SignOut.sitting == sitting)


_ACCOUNT: Final = (
    select(
        User.name,
        User.email,
        User.locale,
        User.password_hash,
        Membership.role,
        Membership.institution_id,
        Membership.is_handler,
        Institution.short_name,
        Listed.id,
        Listed.institution_id,
    )
    .outerjoin(Membership, Membership.user_id == User.id)
    .outerjoin(Institution, Institution.id == Membership.institution_id)
    .outerjoin(Listed, Listed.email == User.email)
    .where(User.id == bindparam("user_id", None), User.active, _goes_on(bindparam("sitting", None)))
    .order_by(Membership.id, Listed.id)
)
"""Made once: every request of everybody begins with it."""


def person(session: Session, user_id: int, sitting: str = "") -> Person | None:
    """The active person with this id, in one statement; nobody if the sitting has ended."""
    rows = [_Account(*row) for row in read(session, _ACCOUNT, user_id=user_id, sitting=sitting)]
    if not rows:
        return None
    first = rows[0]
    stamp = sha256((first.password_hash or "").encode()).hexdigest()[:16]
    played = {
        Part(row.role, row.institution_id, row.short_name, row.is_handler): None
        for row in rows
        if row.role
    }
    listed = {row.borrower_id: row.borrows_from for row in rows if row.borrower_id}
    return Person(
        user_id,
        first.name,
        first.email,
        first.locale,
        (*played, *_borrowing(listed)),
        f"{user_id}.{stamp}",
        frozenset(listed),
    )


def borrower(
    session: Session, person_id: int, sitting: str = "", *, alone: bool = False
) -> Person | None:
    """Whom the class lists know by this id, with all that the same e-mail is known as.

    `alone`: that one person and nobody else, as nothing proved the e-mail. Nobody if the sitting
    has ended.
    """
    one = aliased(Listed)
    same = Listed.id == one.id
    rows = session.execute(
        select(Listed.id, Listed.institution_id, Listed.key, Listed.name, Listed.email)
        .join(one, same if alone else or_(same, Listed.email == one.email))
        .where(one.id == person_id, one.forgotten_at.is_(None), _goes_on(sitting))
        .order_by(Listed.id != person_id, Listed.id)
    ).all()
    if not rows:
        return None
    first = rows[0]
    listed = {row.id: row.institution_id for row in rows}
    return Person(
        None,
        first.name or first.key,
        first.email,
        LOCALE,
        _borrowing(listed),
        f"{ALONE_KEY if alone else BORROWER_KEY}{person_id}.{first.key}",
        frozenset(listed),
        first.key,
    )


def signed_in(session: Session, key: str, sitting: str = "") -> Person | None:
    """Whose key stands in a cookie; nobody where it is not theirs now, or the sitting has ended."""
    kind = key[:1] if key[:1] in {BORROWER_KEY, ALONE_KEY} else ""
    number = key.removeprefix(kind).partition(".")[0]
    if not number.isdecimal():
        return None
    if kind:
        found = borrower(session, int(number), sitting, alone=kind == ALONE_KEY)
    else:
        found = person(session, int(number), sitting)
    return found if found and found.key == key else None


def _borrowing(listed: Mapping[int, int]) -> tuple[Part, ...]:
    return tuple(Part(Role.BORROWER, place, None) for place in listed.values())


def by_email(session: Session, email: str) -> User | None:
    """The active account of this e-mail, compared without case."""
    return session.scalars(
        select(User).where(User.email == email.strip().lower(), User.active)
    ).one_or_none()


def known_by_email(session: Session, email: str) -> Person | None:
    """Who enters with an address that a provider vouches for, compared without case.

    An account, else whom a class list knows by it; whose account was closed, nobody lets in.
    """
    address = email.strip().lower()
    account = session.scalars(select(User.id).where(User.email == address)).one_or_none()
    if account is not None:
        return person(session, account)
    listed = session.scalars(
        select(Listed.id)
        .where(Listed.email == address, Listed.forgotten_at.is_(None))
        .order_by(Listed.left_on.is_not(None), Listed.id)
        .limit(1)
    ).one_or_none()
    return None if listed is None else borrower(session, listed)


def token_owner(session: Session, token_hash: str, now: datetime) -> User | None:
    """Whose unexpired one-time link has this hash."""
    return session.scalars(
        select(User)
        .join(PasswordToken, PasswordToken.user_id == User.id)
        .where(PasswordToken.token_hash == token_hash, PasswordToken.expires_at > now, User.active)
    ).one_or_none()


def failures_since(session: Session, email_hash: str, since: datetime) -> int:
    """How often signing in with this e-mail failed since a moment."""
    return (
        session.scalar(
            select(func.count(LoginAttempt.id)).where(
                LoginAttempt.email_hash == email_hash, LoginAttempt.at >= since
            )
        )
        or 0
    )

"""Reading people and their parts."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.auth.codes import Role
from assetmgr.auth.models import LoginAttempt, Membership, PasswordToken, User
from assetmgr.institutions.models import Institution


@dataclass(frozen=True, slots=True)
class Part:
    """A role, with the institution it is played in (None: the municipality)."""

    role: Role
    institution_id: int | None
    institution_name: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person with an account and every part they have."""

    id: int
    name: str
    email: str
    locale: str
    parts: tuple[Part, ...]
    stamp: str = ""
    """Changes with the password; whoever signed in under another one is signed out."""


def person(session: Session, user_id: int) -> Person | None:
    """The active person with this id, in one statement."""
    rows = session.execute(
        select(
            User.name,
            User.email,
            User.locale,
            User.password_hash,
            Membership.role,
            Membership.institution_id,
            Institution.short_name,
        )
        .outerjoin(Membership, Membership.user_id == User.id)
        .outerjoin(Institution, Institution.id == Membership.institution_id)
        .where(User.id == user_id, User.active)
        .order_by(Membership.id)
    ).all()
    if not rows:
        return None
    parts = tuple(Part(row.role, row.institution_id, row.short_name) for row in rows if row.role)
    first = rows[0]
    stamp = sha256((first.password_hash or "").encode()).hexdigest()[:16]
    return Person(user_id, first.name, first.email, first.locale, parts, stamp)


def by_email(session: Session, email: str) -> User | None:
    """The active account of this e-mail, compared without case."""
    return session.scalars(
        select(User).where(User.email == email.strip().lower(), User.active)
    ).one_or_none()


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

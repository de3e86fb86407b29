"""Accounts: made, given a password, checked at sign-in."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from assetmgr.auth import queries
from assetmgr.auth.codes import MUNICIPAL_ROLES, Role
from assetmgr.auth.models import LoginAttempt, Membership, PasswordToken, SignOut, User
from assetmgr.db.bulk import bulk_delete, bulk_upsert
from assetmgr.db.errors import Refused, refusing
from assetmgr.i18n.marks import N_
from assetmgr.outbox.policy import is_usable_address

_HASHER: Final = PasswordHasher()
FAILURES_ALLOWED: Final = 5
FAILURE_WINDOW: Final = timedelta(minutes=15)
TOKEN_LIFE: Final = timedelta(days=3)
PASSWORD_LENGTH: Final = 12


def add_user(
    session: Session,
    email: str,
    *,
    name: str,
    role: Role,
    institution_ids: Iterable[int],
) -> User:
    """Make an account with a role in each of the institutions (none for a municipal role).

    Raises:
        Refused: it is no e-mail or it is taken, or role and institutions do not go together.
    """
    places = list(institution_ids)
    if (role in MUNICIPAL_ROLES) == bool(places):
        raise Refused(N_("A municipal role has no institution; every other role needs one."))
    address = email.strip().lower()
    if not is_usable_address(address):
        raise Refused(N_("Write it as name@school.lv."), field="email")
    user = User(email=address, name=name)
    user.memberships = [Membership(role=role, institution_id=place) for place in places] or [
        Membership(role=role)
    ]
    session.add(user)
    with refusing():
        session.flush()
    return user


def issue_password_token(session: Session, user: User, now: datetime) -> str:
    """A one-time text that lets its holder set the password within three days."""
    token = secrets.token_urlsafe(32)
    bulk_delete(session, PasswordToken, PasswordToken.user_id == user.id)
    session.add(
        PasswordToken(user_id=user.id, token_hash=_digest(token), expires_at=now + TOKEN_LIFE)
    )
    return token


def set_password(user: User, password: str) -> None:
    """Give the account a password.

    Raises:
        Refused: it is shorter than 12 characters.
    """
    if len(password) < PASSWORD_LENGTH:
        raise Refused(
            N_("A password needs at least %(length)s characters."),
            field="password",
            length=PASSWORD_LENGTH,
        )
    user.password_hash = _HASHER.hash(password)


def redeem_token(session: Session, token: str, password: str, now: datetime) -> User:
    """Set the password of the one-time link's owner; the link is used up.

    Raises:
        Refused: the link is unknown or too old, or the password too short.
    """
    user = queries.token_owner(session, _digest(token), now)
    if user is None:
        raise Refused(N_("This link was used or is too old. Ask for a new one."))
    set_password(user, password)
    bulk_delete(session, PasswordToken, PasswordToken.user_id == user.id)
    return user


def authenticate(session: Session, email: str, password: str, now: datetime) -> User | None:
    """The account whose password this is; a failure is noted, and five in 15 minutes are enough.

    Raises:
        Refused: too many failures of late for this e-mail.
    """
    email_hash = _digest(email.strip().lower())
    if queries.failures_since(session, email_hash, now - FAILURE_WINDOW) >= FAILURES_ALLOWED:
        raise Refused(N_("Too many failed attempts. Try again in 15 minutes."))
    user = queries.by_email(session, email)
    stored = user.password_hash if user else None
    matches = _matches(stored or _nobodys_hash(), password)  # whom it is for, it takes as long
    if user is not None and stored and matches:
        bulk_delete(session, LoginAttempt, LoginAttempt.email_hash == email_hash)
        return user
    session.add(LoginAttempt(email_hash=email_hash, at=now))
    return None


def end_sitting(session: Session, sitting: str, now: datetime) -> None:
    """Let what stands in a browser's cookie open nothing any more."""
    bulk_upsert(
        session, SignOut, [{"sitting": sitting, "at": now}], keys=["sitting"], values=["at"]
    )


def _matches(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash(secrets.token_urlsafe(16))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()

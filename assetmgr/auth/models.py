"""People who sign in, and their parts in institutions."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assetmgr.auth.codes import MUNICIPAL_ROLES, Role
from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import Municipal, OwnedBy, Ownership
from assetmgr.db.types import PrimaryKey, Text200, UtcDateTime, code_enum
from assetmgr.i18n.marks import N_

_MUNICIPAL = ", ".join(f"'{role.value}'" for role in sorted(MUNICIPAL_ROLES))


class User(Base):
    """A person who signs in by e-mail (kept in lower case)."""

    __tablename__ = "user_account"
    __scope__: ClassVar[Ownership] = Municipal()

    id: Mapped[PrimaryKey]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[Text200]
    password_hash: Mapped[Text200 | None]
    locale: Mapped[str] = mapped_column(String(5), default="lv")
    active: Mapped[bool] = mapped_column(default=True)

    memberships: Mapped[list["Membership"]] = relationship(order_by="Membership.id")


class Membership(Base):
    """A role in an institution; a municipal role has no institution.

    `is_handler`: named to see what is sensitive there (social support, assistive devices on loan).
    """

    __tablename__ = "membership"
    __scope__: ClassVar[Ownership] = OwnedBy()

    id: Mapped[PrimaryKey]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"))
    role: Mapped[Role] = mapped_column(code_enum(Role, "membership_role"))
    is_handler: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        UniqueConstraint("user_id", "institution_id", "role"),
        CheckConstraint(
            f"(role IN ({_MUNICIPAL})) = (institution_id IS NULL)", name="municipal_or_not"
        ),
        Index("ix_membership_user", "user_id"),
    )


class PasswordToken(Base):
    """A one-time link to set a password; only its SHA-256 is kept."""

    __tablename__ = "password_token"
    __scope__: ClassVar[Ownership] = Municipal()

    id: Mapped[PrimaryKey]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LoginAttempt(Base):
    """A failed sign-in, by the hash of the e-mail, to slow down guessing."""

    __tablename__ = "login_attempt"
    __scope__: ClassVar[Ownership] = Municipal()

    id: Mapped[PrimaryKey]
    email_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_login_attempt_email", "email_hash", "at"),)


class SignOut(Base):
    """A sitting that was ended: a cookie of it that somebody copied opens nothing any more.

    `sitting` stands in the cookie; a new one begins with each sign-in.
    """

    __tablename__ = "sign_out"
    __scope__: ClassVar[Ownership] = Municipal()

    sitting: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


on_violation("uq_user_account_email", "user_account.email", N_("This e-mail is taken."), "email")

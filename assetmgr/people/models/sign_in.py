"""Printed codes for pupils without an account."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import Ownership, Personal
from assetmgr.db.types import Moment, PrimaryKey, UtcDateTime


class SignInCode(Base):
    """A one-time code on a class's printed sheet; only its SHA-256 is kept."""

    __tablename__ = "sign_in_code"
    __scope__: ClassVar[Ownership] = Personal()

    id: Mapped[PrimaryKey]
    person_id: Mapped[int]
    institution_id: Mapped[int]
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[Moment]
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["person_id", "institution_id"], ["person.id", "person.institution_id"]
        ),
        Index("ix_sign_in_code_person", "person_id"),
    )

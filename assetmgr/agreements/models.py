"""On what a device is lent, and who agreed to it for a minor."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Numeric,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.agreements.codes import SignedHow
from assetmgr.db.base import Base
from assetmgr.db.scope import OwnedBy, Ownership, Personal
from assetmgr.db.types import Moment, PrimaryKey, ShortText, Text200, UtcDateTime, code_enum


class Terms(Base):
    """An institution's terms of lending; a version is never changed, a new one takes its place."""

    __tablename__ = "terms"
    __scope__: ClassVar[Ownership] = OwnedBy(is_public=True)

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    version: Mapped[int]
    title: Mapped[Text200]
    text: Mapped[str] = mapped_column(Text)
    liability: Mapped[str] = mapped_column(Text)
    liability_limit_eur: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    dispute: Mapped[str] = mapped_column(Text)
    monitoring: Mapped[str] = mapped_column(Text)
    made_at: Mapped[Moment]
    made_by: Mapped[Text200]

    __table_args__ = (
        UniqueConstraint("institution_id", "version"),
        UniqueConstraint("id", "institution_id"),
        CheckConstraint("liability_limit_eur >= 0", name="limit_not_negative"),
    )


class Consent(Base):
    """A guardian agreed to a version of the terms for a minor (piekrišana noteikumiem)."""

    __tablename__ = "consent"
    __scope__: ClassVar[Ownership] = Personal(borrower="person_id")

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int]
    person_id: Mapped[int]
    terms_id: Mapped[int]
    how: Mapped[SignedHow] = mapped_column(code_enum(SignedHow, "consent_how"))
    guardian_name: Mapped[Text200]
    given_at: Mapped[Moment]
    recorded_by: Mapped[Text200 | None]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    file_name: Mapped[Text200 | None]
    media_type: Mapped[ShortText | None]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str | None] = mapped_column(String(64))

    __table_args__ = (
        ForeignKeyConstraint(
            ["person_id", "institution_id"], ["person.id", "person.institution_id"]
        ),
        ForeignKeyConstraint(["terms_id", "institution_id"], ["terms.id", "terms.institution_id"]),
        CheckConstraint("(content IS NULL) = (sha256 IS NULL)", name="file_with_its_sum"),
        Index("ix_consent_person", "person_id", "id"),
    )


class ConsentLink(Base):
    """A one-time link by which a guardian agrees from home; only its SHA-256 is kept."""

    __tablename__ = "consent_link"
    __scope__: ClassVar[Ownership] = Personal()

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int]
    person_id: Mapped[int]
    terms_id: Mapped[int]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["person_id", "institution_id"], ["person.id", "person.institution_id"]
        ),
        ForeignKeyConstraint(["terms_id", "institution_id"], ["terms.id", "terms.institution_id"]),
        Index("ix_consent_link_person", "person_id"),
    )

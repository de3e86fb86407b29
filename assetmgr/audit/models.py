"""The audit trail as a table; its triggers refuse a change (see the migration)."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.audit.actor import Via
from assetmgr.db.base import Base
from assetmgr.db.scope import Ownership, Trail
from assetmgr.db.types import PrimaryKey, Text200, UtcDateTime, code_enum


class AuditEntry(Base):
    """One change; names are copied as of then, and no foreign key ties it to its subject."""

    __tablename__ = "audit_entry"
    __scope__: ClassVar[Ownership] = Trail()

    id: Mapped[PrimaryKey]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_user_id: Mapped[int | None]
    actor_name: Mapped[Text200]
    via: Mapped[Via] = mapped_column(code_enum(Via, "audit_via"))
    action: Mapped[str] = mapped_column(String(40))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    subject_label: Mapped[Text200]
    institution_id: Mapped[int | None]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    __table_args__ = (
        Index("ix_audit_entry_subject", "subject_type", "subject_id", "id"),
        Index("ix_audit_entry_institution", "institution_id", "id"),
    )

"""To keep a device longer."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import Ownership, Personal
from assetmgr.db.types import LongText, Moment, PrimaryKey, Text200, UtcDateTime
from assetmgr.i18n.marks import N_


class Extension(Base):
    """A borrower asks to keep a device longer; `granted` is the answer, None until there is one."""

    __tablename__ = "loan_extension"
    __scope__: ClassVar[Ownership] = Personal(borrower="person_id")

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int]
    act_id: Mapped[int]
    person_id: Mapped[int]
    wanted_until: Mapped[date]
    note: Mapped[LongText | None]
    asked_at: Mapped[Moment]
    granted: Mapped[bool | None]
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[Text200 | None]
    answer: Mapped[LongText | None]

    __table_args__ = (
        ForeignKeyConstraint(
            ["act_id", "institution_id"], ["handover_act.id", "handover_act.institution_id"]
        ),
        CheckConstraint("(granted IS NULL) = (decided_at IS NULL)", name="decided_once"),
        Index(
            "uq_loan_extension_waiting",
            "act_id",
            unique=True,
            sqlite_where=text("granted IS NULL"),
            postgresql_where=text("granted IS NULL"),
        ),
        Index("ix_loan_extension_waiting", "institution_id", "granted", "asked_at"),
    )


on_violation(
    "uq_loan_extension_waiting",
    "loan_extension.act_id",
    N_("To keep it longer was asked already; the school has yet to answer."),
    "wanted_until",
)

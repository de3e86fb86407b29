"""What went wrong with a lent device, and what was decided."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import Ownership, Personal
from assetmgr.db.types import LongText, Moment, PrimaryKey, Text200, UtcDateTime, code_enum
from assetmgr.loans.codes import CaseKind, CaseStatus
from assetmgr.requests.codes import Channel


class LoanCase(Base):
    """A fault, damage, loss or theft of a lent device, and what is owed for it (0: nothing).

    While it is open or disputed, nothing of its act is forgotten.
    """

    __tablename__ = "loan_case"
    __scope__: ClassVar[Ownership] = Personal(borrower="person_id")

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int]
    act_id: Mapped[int]
    person_id: Mapped[int]
    kind: Mapped[CaseKind] = mapped_column(code_enum(CaseKind, "case_kind"))
    status: Mapped[CaseStatus] = mapped_column(code_enum(CaseStatus, "case_status"))
    channel: Mapped[Channel] = mapped_column(code_enum(Channel, "case_channel"))
    told: Mapped[LongText | None]
    told_at: Mapped[Moment]
    told_by: Mapped[Text200 | None]
    decision: Mapped[LongText | None]
    amount_eur: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[Text200 | None]
    dispute: Mapped[LongText | None]
    disputed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares its type
    __table_args__ = (
        ForeignKeyConstraint(
            ["act_id", "institution_id"], ["handover_act.id", "handover_act.institution_id"]
        ),
        CheckConstraint("amount_eur >= 0", name="amount_not_negative"),
        CheckConstraint(
            "status = 'open' OR status = 'closed' OR decided_at IS NOT NULL", name="decided"
        ),
        CheckConstraint("(status = 'closed') = (closed_at IS NOT NULL)", name="closed_once"),
        Index("ix_loan_case_act", "act_id"),
        Index("ix_loan_case_status", "institution_id", "status", "told_at"),
    )

"""What borrowers ask for."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import Ownership, Personal
from assetmgr.db.types import LongText, Moment, PrimaryKey, Text200, UtcDateTime, code_enum
from assetmgr.i18n.marks import N_
from assetmgr.requests.codes import Channel, Reason, RequestStatus

_WAITS = "act_id IS NULL AND status IN ('submitted', 'postponed', 'confirmed')"


class LoanRequest(Base):
    """Somebody asks for a device of a kind ('P-RAI-45'); served once `act_id` names its act.

    `note` is the borrower's own words, `answer` what the desk wrote back; both are forgotten with
    the person. A person has at most one request for each kind that waits. A `sensitive` one (for an
    assistive device) is seen by named handlers alone.
    """

    __tablename__ = "loan_request"
    __scope__: ClassVar[Ownership] = Personal(borrower="person_id", sensitive="sensitive")

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    number: Mapped[int]
    person_id: Mapped[int]
    kind_id: Mapped[int] = mapped_column(ForeignKey("kind.id"))
    sensitive: Mapped[bool] = mapped_column(default=False)
    status: Mapped[RequestStatus] = mapped_column(code_enum(RequestStatus, "request_status"))
    reason: Mapped[Reason] = mapped_column(code_enum(Reason, "request_reason"))
    note: Mapped[LongText | None]
    channel: Mapped[Channel] = mapped_column(code_enum(Channel, "request_channel"))
    submitted_at: Mapped[Moment]
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[Text200 | None]
    answer: Mapped[LongText | None]
    postponed_until: Mapped[date | None]
    act_id: Mapped[int | None]
    served_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares its type
    __table_args__ = (
        ForeignKeyConstraint(
            ["person_id", "institution_id"], ["person.id", "person.institution_id"]
        ),
        ForeignKeyConstraint(
            ["act_id", "institution_id"], ["handover_act.id", "handover_act.institution_id"]
        ),
        UniqueConstraint("institution_id", "number"),
        UniqueConstraint("id", "institution_id"),
        CheckConstraint("(act_id IS NULL) = (served_at IS NULL)", name="served_by_an_act"),
        Index(
            "uq_loan_request_waiting",
            "person_id",
            "kind_id",
            unique=True,
            sqlite_where=text(_WAITS),
            postgresql_where=text(_WAITS),
        ),
        Index("ix_loan_request_queue", "institution_id", "status", "submitted_at", "id"),
        Index("ix_loan_request_act", "act_id"),
    )


on_violation(
    "uq_loan_request_waiting",
    "loan_request.person_id, loan_request.kind_id",
    N_("There is a request for such a device already; it waits in the queue."),
    "kind",
)

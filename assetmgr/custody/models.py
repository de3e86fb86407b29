"""What is kept of who uses lent Chromebooks: whether it was the borrower, and never an account."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.custody.codes import Verdict
from assetmgr.db.base import Base
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import Moment, Text200, code_enum


class CustodyDay(Base):
    """Whether the borrower used a lent Chromebook, as known at the end of a day.

    `other_device_id`: who used it is the borrower of this other device of the institution. A day
    without a row is unknown. Rows go after 60 days, and all of them in
    the night after the comparing is switched off.
    """

    __tablename__ = "custody_day"
    __scope__: ClassVar[Ownership] = OwnedBy()

    device_id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    institution_id: Mapped[int]
    act_id: Mapped[int]
    verdict: Mapped[Verdict] = mapped_column(code_enum(Verdict, "custody_verdict"))
    other_device_id: Mapped[int | None]

    __table_args__ = (
        ForeignKeyConstraint(
            ["device_id", "institution_id"],
            ["device_tenure.device_id", "device_tenure.institution_id"],
        ),
        ForeignKeyConstraint(
            ["other_device_id", "institution_id"],
            ["device_tenure.device_id", "device_tenure.institution_id"],
            name="fk_custody_day_other_device",
        ),
        ForeignKeyConstraint(
            ["act_id", "institution_id"], ["handover_act.id", "handover_act.institution_id"]
        ),
        CheckConstraint("verdict = 'no' OR other_device_id IS NULL", name="other_is_a_no"),
        Index("ix_custody_day_act", "act_id", "day"),
        Index("ix_custody_day_day", "day"),
        Index(
            "ix_custody_day_no",
            "institution_id",
            "day",
            "act_id",
            sqlite_where=text("verdict = 'no'"),
            postgresql_where=text("verdict = 'no'"),
        ),
    )


class CustodyDismissal(Base):
    """Somebody looked and dismissed what custody proposed for a loan; it is not proposed before
    the day `until`.
    """

    __tablename__ = "custody_dismissal"
    __scope__: ClassVar[Ownership] = OwnedBy()

    act_id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int]
    dismissed_at: Mapped[Moment]
    dismissed_by: Mapped[Text200]
    until: Mapped[date]

    __table_args__ = (
        ForeignKeyConstraint(
            ["act_id", "institution_id"], ["handover_act.id", "handover_act.institution_id"]
        ),
    )

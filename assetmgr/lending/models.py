"""How an institution lends, what the municipality decided for all, and the school holidays."""

from datetime import date
from typing import ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import OwnedBy, Ownership, Shared
from assetmgr.db.types import PrimaryKey, Text200
from assetmgr.i18n.marks import N_


class LendingSetting(Base):
    """An institution's own choices; without a row the defaults of `loans.policy.settings` hold.

    `year_ends_month` and `year_ends_day`: until when pupils borrow. `remind_before` and
    `remind_after`: so many days before and after the due date a mail goes out.
    """

    __tablename__ = "lending_setting"
    __scope__: ClassVar[Ownership] = OwnedBy(is_public=True)

    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    takes_requests: Mapped[bool]
    year_ends_month: Mapped[int]
    year_ends_day: Mapped[int]
    support_first: Mapped[bool]
    remind_before: Mapped[list[int]] = mapped_column(JSON)
    remind_after: Mapped[list[int]] = mapped_column(JSON)
    unused_weeks: Mapped[int]

    __table_args__ = (
        CheckConstraint("year_ends_month BETWEEN 1 AND 12", name="month"),
        CheckConstraint("year_ends_day BETWEEN 1 AND 31", name="day"),
        CheckConstraint("unused_weeks BETWEEN 1 AND 52", name="weeks"),
    )


class UnusedCount(Base):
    """How many lent devices of an institution nobody used, as counted on a `day`.

    Each sync counts anew; searching them takes too long for a page of all institutions.
    """

    __tablename__ = "unused_count"
    __scope__: ClassVar[Ownership] = OwnedBy()

    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    day: Mapped[date]
    count: Mapped[int]

    __table_args__ = (CheckConstraint("count >= 0", name="count"),)


class LendingPolicy(Base):
    """What the municipality decided for all institutions: one row, with the id 1."""

    __tablename__ = "lending_policy"
    __scope__: ClassVar[Ownership] = Shared()

    id: Mapped[int] = mapped_column(primary_key=True)
    custody_on: Mapped[bool]
    forget_after_months: Mapped[int]

    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("forget_after_months BETWEEN 1 AND 120", name="months"),
    )


class SchoolHoliday(Base):
    """Days of all schools, both inclusive, on which a lent device that is not used is not idle."""

    __tablename__ = "school_holiday"
    __scope__: ClassVar[Ownership] = Shared()

    id: Mapped[PrimaryKey]
    name: Mapped[Text200]
    first_day: Mapped[date]
    last_day: Mapped[date]

    __table_args__ = (
        UniqueConstraint("first_day"),
        CheckConstraint("last_day >= first_day", name="forward"),
    )


on_violation(
    "uq_school_holiday_first_day",
    "school_holiday.first_day",
    N_("Holidays that begin on that day are there already."),
    "first_day",
)

"""Activity by device and day, and the days that a sync could see."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import OwnedBy, Ownership

_TENURE = ["device_tenure.device_id", "device_tenure.institution_id"]


class UsageDay(Base):
    """Google reported activity (more than zero milliseconds) of a device on a day."""

    __tablename__ = "usage_day"
    __scope__: ClassVar[Ownership] = OwnedBy()

    device_id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    institution_id: Mapped[int]
    active_ms: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(["device_id", "institution_id"], _TENURE),
        CheckConstraint("active_ms > 0", name="active"),
        Index("ix_usage_day_institution", "institution_id", "day", "device_id"),
        Index("ix_usage_day_day", "day", "device_id"),
    )


class UsageCoverage(Base):
    """Days, both inclusive, on which syncs saw a device: no row in usage_day is then 'idle'.

    Spans of one device never touch or overlap; outside of them nothing is known.
    """

    __tablename__ = "usage_coverage"
    __scope__: ClassVar[Ownership] = OwnedBy()

    device_id: Mapped[int] = mapped_column(primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    last_day: Mapped[date]
    institution_id: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(["device_id", "institution_id"], _TENURE),
        CheckConstraint("last_day >= first_day", name="forward"),
        Index("ix_usage_coverage_institution", "institution_id", "device_id"),
    )

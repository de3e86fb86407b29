"""Where a device was and what it was, day by day: no gap and no overlap can be stored."""

from datetime import date
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
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import ShortText, code_enum
from assetmgr.devices.codes import Purpose, Status


class DeviceTenure(Base):
    """A device was ever at an institution; rows are only added."""

    __tablename__ = "device_tenure"
    __scope__: ClassVar[Ownership] = OwnedBy()

    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), primary_key=True)


class DevicePeriod(Base):
    """The state of a device from `valid_from` up to, not including, `valid_to`.

    Tag, serial, model and the dates that decide its age and life are copies, so that a report of
    an institution never joins a device which is elsewhere by now. A voided device has no period.
    """

    __tablename__ = "device_period"
    __scope__: ClassVar[Ownership] = OwnedBy()

    device_id: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]
    institution_id: Mapped[int]
    room_id: Mapped[int | None]
    kind_id: Mapped[int] = mapped_column(ForeignKey("kind.id"))
    purpose: Mapped[Purpose] = mapped_column(code_enum(Purpose, "period_purpose"))
    status: Mapped[Status] = mapped_column(code_enum(Status, "period_status"))
    asset_tag: Mapped[ShortText]
    serial_number: Mapped[ShortText | None]
    model_id: Mapped[int | None] = mapped_column(ForeignKey("model.id"))
    acquired_on: Mapped[date | None]
    aue: Mapped[date | None]

    __table_args__ = (
        ForeignKeyConstraint(
            ["device_id", "institution_id"],
            ["device_tenure.device_id", "device_tenure.institution_id"],
        ),
        ForeignKeyConstraint(["room_id", "institution_id"], ["room.id", "room.institution_id"]),
        ForeignKeyConstraint(
            ["device_id", "valid_to"],
            ["device_period.device_id", "device_period.valid_from"],
            name="fk_device_period_next",
            deferrable=True,
            initially="DEFERRED",
        ),
        UniqueConstraint("device_id", "valid_to"),
        CheckConstraint("valid_to > valid_from", name="forward"),
        Index(
            "uq_device_period_open",
            "device_id",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
        Index("ix_device_period_institution", "institution_id", "kind_id", "purpose", "status"),
        Index("ix_device_period_kind", "kind_id"),
        Index("ix_device_period_room", "room_id"),
    )

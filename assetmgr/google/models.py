"""What Google says of each Chromebook, what it knows and the register doesn't, and the runs."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import Municipal, OwnedBy, Ownership, Shared
from assetmgr.db.types import LongText, PrimaryKey, ShortText, Text200, UtcDateTime, code_enum
from assetmgr.i18n.marks import N_


class GoogleDevice(Base):
    """Google's own facts of a Chromebook of the register; the sync alone writes them."""

    __tablename__ = "google_device"
    __scope__: ClassVar[Ownership] = OwnedBy()

    device_id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int]
    google_id: Mapped[ShortText]
    model: Mapped[Text200 | None]
    mac: Mapped[str | None] = mapped_column(String(40))
    status: Mapped[str | None] = mapped_column(String(40))
    org_unit_id: Mapped[ShortText | None]
    org_unit_path: Mapped[str | None] = mapped_column(String(500))
    annotated_asset_id: Mapped[Text200 | None]
    annotated_location: Mapped[Text200 | None]
    notes: Mapped[LongText | None]
    last_sync: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_enrolled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_enrolled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    auto_update_through: Mapped[date | None]
    os_version: Mapped[ShortText | None]
    boot_mode: Mapped[str | None] = mapped_column(String(40))

    __table_args__ = (
        ForeignKeyConstraint(
            ["device_id", "institution_id"],
            ["device_tenure.device_id", "device_tenure.institution_id"],
        ),
        Index("uq_google_device_google_id", "google_id", unique=True),
    )


class UnmatchedDevice(Base):
    """A Chrome device that Google reports and no device of the register matches."""

    __tablename__ = "google_unmatched"
    __scope__: ClassVar[Ownership] = Municipal()

    google_id: Mapped[ShortText] = mapped_column(primary_key=True)
    serial_number: Mapped[ShortText | None]
    model: Mapped[Text200 | None]
    org_unit_path: Mapped[str | None] = mapped_column(String(500))
    annotated_asset_id: Mapped[Text200 | None]
    last_sync: Mapped[datetime | None] = mapped_column(UtcDateTime)
    auto_update_through: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(40))
    first_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SyncStatus(StrEnum):
    """How a run of the sync ended."""

    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


class SyncRun(Base):
    """One sweep, with its figures; everybody signed in may see when the last one was."""

    __tablename__ = "sync_run"
    __scope__: ClassVar[Ownership] = Shared()

    id: Mapped[PrimaryKey]
    status: Mapped[SyncStatus] = mapped_column(code_enum(SyncStatus, "sync_status"))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    started_by: Mapped[Text200]
    dry_run: Mapped[bool] = mapped_column(default=False)
    pages: Mapped[int] = mapped_column(default=0)
    seen: Mapped[int] = mapped_column(default=0)
    matched: Mapped[int] = mapped_column(default=0)
    unmatched: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    usage_days: Mapped[int] = mapped_column(BigInteger, default=0)
    retries: Mapped[int] = mapped_column(default=0)
    ambiguous: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    message: Mapped[LongText | None]

    __table_args__ = (Index("ix_sync_run_started", "started_at"),)


on_violation(
    "uq_google_device_google_id",
    "google_device.google_id",
    N_("Another device of the register is linked to this Google device."),
    "google_id",
)

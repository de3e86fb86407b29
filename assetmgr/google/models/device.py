"""What Google says of a Chromebook of the register."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import LongText, ShortText, Text200, UtcDateTime
from assetmgr.i18n.marks import N_


class GoogleDevice(Base):
    """Google's own facts of a Chromebook; the sync alone writes them, '' is not told.

    The columns after `google_id` are the fields of `sync.records.GoogleFacts`.
    """

    __tablename__ = "google_device"
    __scope__: ClassVar[Ownership] = OwnedBy()

    device_id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int]
    google_id: Mapped[ShortText]
    model: Mapped[Text200]
    mac: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(40))
    org_unit_id: Mapped[ShortText]
    org_unit_path: Mapped[str] = mapped_column(String(500))
    annotated_asset_id: Mapped[Text200]
    annotated_location: Mapped[Text200]
    notes: Mapped[LongText]
    last_sync: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_enrolled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_enrolled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    auto_update_through: Mapped[date | None]
    os_version: Mapped[ShortText]
    boot_mode: Mapped[str] = mapped_column(String(40))

    __table_args__ = (
        ForeignKeyConstraint(
            ["device_id", "institution_id"],
            ["device_tenure.device_id", "device_tenure.institution_id"],
        ),
        Index("uq_google_device_google_id", "google_id", unique=True),
    )


on_violation(
    "uq_google_device_google_id",
    "google_device.google_id",
    N_("Another device of the register is linked to this Google device."),
    "google_id",
)

"""A Chrome device that no device of the register matches."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import Municipal, Ownership
from assetmgr.db.types import ShortText, Text200, UtcDateTime


class UnmatchedDevice(Base):
    """What the newest sweep saw and the register does not know; each sweep tells it anew."""

    __tablename__ = "google_unmatched"
    __scope__: ClassVar[Ownership] = Municipal()

    google_id: Mapped[ShortText] = mapped_column(primary_key=True)
    serial_number: Mapped[ShortText | None]
    model: Mapped[Text200]
    org_unit_path: Mapped[str] = mapped_column(String(500))
    annotated_asset_id: Mapped[Text200]
    last_sync: Mapped[datetime | None] = mapped_column(UtcDateTime)
    auto_update_through: Mapped[date | None]
    first_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)

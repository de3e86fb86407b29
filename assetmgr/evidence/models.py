"""When a device was last seen, one row for each way of being seen."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import UtcDateTime, code_enum


class Source(StrEnum):
    """What showed that a device is there."""

    SCAN = "scan"
    """Its label was read by a camera or a scanner."""
    CHECK = "check"
    """A person stood before it and said so, without its label: a tick, a code told later."""
    SYNC = "sync"
    """It spoke to Google."""
    LOAN = "loan"
    """It was handed out or taken back."""
    MOVE = "move"
    """Somebody said that it is in another place now."""
    REPAIR = "repair"
    """It went to a repair, or came from one."""


class LastSeen(Base):
    """The newest moment at which a device was seen by one source; older news change nothing."""

    __tablename__ = "last_seen"
    __scope__: ClassVar[Ownership] = OwnedBy()

    device_id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[Source] = mapped_column(code_enum(Source, "seen_source"), primary_key=True)
    institution_id: Mapped[int]
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["device_id", "institution_id"],
            ["device_tenure.device_id", "device_tenure.institution_id"],
        ),
        Index("ix_last_seen_institution", "institution_id", "seen_at"),
    )

"""What a stocktake expects, frozen at its opening, and what it found, frozen at its closing."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import LongText, ShortText, Text200, UtcDateTime, code_enum
from assetmgr.devices.codes import Status
from assetmgr.inventory.codes import Condition, Decision, Result


class StocktakeLine(Base):
    """An expected device with copies of what it was at the opening.

    `result` and what follows it is empty until the stocktake is closed, except `decision` and
    `note`, which the review writes.
    """

    __tablename__ = "stocktake_line"
    __scope__: ClassVar[Ownership] = OwnedBy()

    stocktake_id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int]
    asset_tag: Mapped[ShortText]
    tag_key: Mapped[ShortText]
    inventory_number: Mapped[ShortText | None]
    serial_number: Mapped[ShortText | None]
    kind_id: Mapped[int] = mapped_column(ForeignKey("kind.id"))
    model: Mapped[Text200]
    room_id: Mapped[int | None]
    site: Mapped[Text200]
    room: Mapped[Text200]
    status: Mapped[Status] = mapped_column(code_enum(Status, "line_status"))
    decision: Mapped[Decision] = mapped_column(code_enum(Decision, "line_decision"))
    note: Mapped[LongText | None]
    result: Mapped[Result | None] = mapped_column(code_enum(Result, "line_result"))
    found_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    found_by: Mapped[Text200 | None]
    found_room_id: Mapped[int | None]
    found_room: Mapped[Text200 | None]
    condition: Mapped[Condition | None] = mapped_column(code_enum(Condition, "line_condition"))

    __table_args__ = (
        ForeignKeyConstraint(
            ["stocktake_id", "institution_id"], ["stocktake.id", "stocktake.institution_id"]
        ),
        ForeignKeyConstraint(
            ["device_id", "institution_id"],
            ["device_tenure.device_id", "device_tenure.institution_id"],
        ),
        Index("ix_stocktake_line_tag", "stocktake_id", "tag_key"),
        Index("ix_stocktake_line_room", "stocktake_id", "room_id"),
    )

"""A phone that joined a stocktake, and what it told."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import (
    LongText,
    Moment,
    PrimaryKey,
    ShortText,
    Text200,
    UtcDateTime,
    code_enum,
)
from assetmgr.devices.codes import Status
from assetmgr.inventory.codes import Action, Condition, Outcome


class StocktakePhone(Base):
    """A phone (or computer) that joined; `key` and a secret token are its sign-in.

    `received` is the last number of its unbroken sequence. It signs off by naming the last number
    it gave out, or an administrator overrides it by name.
    """

    __tablename__ = "stocktake_phone"
    __scope__: ClassVar[Ownership] = OwnedBy()

    id: Mapped[PrimaryKey]
    stocktake_id: Mapped[int]
    institution_id: Mapped[int]
    key: Mapped[str] = mapped_column(String(36))
    token_sha256: Mapped[str] = mapped_column(String(64))
    name: Mapped[Text200]
    joined_by: Mapped[Text200]
    joined_at: Mapped[Moment]
    received: Mapped[int] = mapped_column(default=0)
    last_number: Mapped[int | None]
    signed_off_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    overridden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    overridden_by: Mapped[Text200 | None]

    __table_args__ = (
        ForeignKeyConstraint(
            ["stocktake_id", "institution_id"], ["stocktake.id", "stocktake.institution_id"]
        ),
        UniqueConstraint("key"),
        UniqueConstraint("id", "institution_id"),
        CheckConstraint("received >= 0", name="received_from_zero"),
        Index("ix_stocktake_phone_stocktake", "stocktake_id"),
    )


class StocktakeEntry(Base):
    """One thing a phone told, kept for good: a scan, an undo, a remark.

    `number` counts from 1 on the phone, `uuid` is made there. `told_at` is the phone's clock,
    `at` the same moment by the server's. `code` is what was read, also where it is nobody's;
    `owner` the short name of a foreign device's institution. `room` is the name of its room, and
    `asset_tag` to `status` are what an own device was when it was scanned (an expected one: when
    the stocktake was opened). `is_late`: it came after closing, and is on no act. `resolution` is
    why an unknown code was set aside.
    """

    __tablename__ = "stocktake_entry"
    __scope__: ClassVar[Ownership] = OwnedBy()

    id: Mapped[PrimaryKey]
    stocktake_id: Mapped[int]
    institution_id: Mapped[int]
    phone_id: Mapped[int]
    number: Mapped[int]
    uuid: Mapped[str] = mapped_column(String(36))
    action: Mapped[Action] = mapped_column(code_enum(Action, "entry_action"))
    target: Mapped[str | None] = mapped_column(String(36))
    code: Mapped[str | None] = mapped_column(String(500))
    outcome: Mapped[Outcome | None] = mapped_column(code_enum(Outcome, "entry_outcome"))
    device_id: Mapped[int | None]
    owner: Mapped[Text200 | None]
    asset_tag: Mapped[ShortText | None]
    serial_number: Mapped[ShortText | None]
    kind_id: Mapped[int | None] = mapped_column(ForeignKey("kind.id"))
    model: Mapped[Text200 | None]
    status: Mapped[Status | None] = mapped_column(code_enum(Status, "entry_status"))
    room_id: Mapped[int | None]
    room: Mapped[Text200 | None]
    note: Mapped[LongText | None]
    condition: Mapped[Condition | None] = mapped_column(code_enum(Condition, "entry_condition"))
    move_here: Mapped[bool | None]
    told_at: Mapped[Moment]
    at: Mapped[Moment]
    received_at: Mapped[Moment]
    is_late: Mapped[bool]
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolved_by: Mapped[Text200 | None]
    resolution: Mapped[LongText | None]

    __table_args__ = (
        ForeignKeyConstraint(
            ["phone_id", "institution_id"], ["stocktake_phone.id", "stocktake_phone.institution_id"]
        ),
        ForeignKeyConstraint(
            ["stocktake_id", "institution_id"], ["stocktake.id", "stocktake.institution_id"]
        ),
        ForeignKeyConstraint(["room_id", "institution_id"], ["room.id", "room.institution_id"]),
        ForeignKeyConstraint(
            ["device_id", "institution_id"],
            ["device_tenure.device_id", "device_tenure.institution_id"],
        ),
        UniqueConstraint("phone_id", "number"),
        UniqueConstraint("uuid"),
        Index("ix_stocktake_entry_stocktake", "stocktake_id", "id"),
        Index("ix_stocktake_entry_device", "stocktake_id", "device_id"),
    )


class StocktakePhoto(Base):
    """A photo of what an unknown code stood on; JPEG, made small on the phone."""

    __tablename__ = "stocktake_photo"
    __scope__: ClassVar[Ownership] = OwnedBy()

    uuid: Mapped[str] = mapped_column(String(36), primary_key=True)
    stocktake_id: Mapped[int]
    institution_id: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[Moment]

    __table_args__ = (
        ForeignKeyConstraint(
            ["stocktake_id", "institution_id"], ["stocktake.id", "stocktake.institution_id"]
        ),
        Index("ix_stocktake_photo_stocktake", "stocktake_id"),
    )

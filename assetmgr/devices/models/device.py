"""One physical thing with an asset tag."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Numeric,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import LongText, Moment, PrimaryKey, ShortText, code_enum
from assetmgr.devices.codes import Funding, Purpose, Status
from assetmgr.devices.models.catalog import Model
from assetmgr.devices.models.kind import Kind
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import Institution, Room


class Device(Base):
    """A device as it is now; what it was stands in its periods.

    The `*_key` columns compare without case; the text as typed is kept beside them. A voided
    device (entered by mistake) frees its tag and numbers.
    """

    __tablename__ = "device"
    __scope__: ClassVar[Ownership] = OwnedBy()

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    room_id: Mapped[int | None]
    kind_id: Mapped[int] = mapped_column(ForeignKey("kind.id"))
    model_id: Mapped[int | None] = mapped_column(ForeignKey("model.id"))
    asset_tag: Mapped[ShortText]
    tag_key: Mapped[ShortText]
    inventory_number: Mapped[ShortText | None]
    inventory_key: Mapped[ShortText | None]
    serial_number: Mapped[ShortText | None]
    serial_key: Mapped[ShortText | None]
    purpose: Mapped[Purpose] = mapped_column(code_enum(Purpose, "device_purpose"))
    status: Mapped[Status] = mapped_column(code_enum(Status, "device_status"))
    acquired_on: Mapped[date | None]
    price_eur: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    funding: Mapped[Funding | None] = mapped_column(code_enum(Funding, "device_funding"))
    warranty_until: Mapped[date | None]
    aue: Mapped[date | None]
    notes: Mapped[LongText | None]
    search_text: Mapped[str] = mapped_column(String(600))
    entered_on: Mapped[date]
    voided_at: Mapped[Moment | None]
    label_printed_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column()

    kind: Mapped[Kind] = relationship(viewonly=True)
    model: Mapped[Model | None] = relationship(viewonly=True)
    institution: Mapped[Institution] = relationship(viewonly=True)
    room: Mapped[Room | None] = relationship(viewonly=True)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares its type
    __table_args__ = (
        ForeignKeyConstraint(["room_id", "institution_id"], ["room.id", "room.institution_id"]),
        UniqueConstraint("id", "institution_id"),
        CheckConstraint("price_eur >= 0", name="price_not_negative"),
        *(
            Index(
                name,
                *columns,
                unique=True,
                sqlite_where=text("voided_at IS NULL"),
                postgresql_where=text("voided_at IS NULL"),
            )
            for name, columns in (
                ("uq_device_tag", ("tag_key",)),
                ("uq_device_inventory", ("institution_id", "kind_id", "inventory_key")),
                ("uq_device_serial", ("institution_id", "kind_id", "serial_key")),
            )
        ),
        Index("ix_device_institution_tag", "institution_id", "tag_key"),
        Index("ix_device_institution_kind", "institution_id", "kind_id", "tag_key"),
        Index("ix_device_institution_acquired", "institution_id", "acquired_on", "id"),
        Index("ix_device_acquired", "acquired_on", "id"),
        Index("ix_device_kind", "kind_id", "id"),
        Index("ix_device_room", "room_id"),
        Index("ix_device_serial_key", "serial_key"),
    )

    @property
    def is_voided(self) -> bool:
        """Whether it was entered by mistake and taken back."""
        return self.voided_at is not None


on_violation("uq_device_tag", "device.tag_key", N_("This asset tag is taken."), "asset_tag")
on_violation(
    "uq_device_inventory",
    "device.institution_id, device.kind_id, device.inventory_key",
    N_("The institution has a device of this kind with that inventory number."),
    "inventory_number",
)
on_violation(
    "uq_device_serial",
    "device.institution_id, device.kind_id, device.serial_key",
    N_("The institution has a device of this kind with that serial number."),
    "serial_number",
)

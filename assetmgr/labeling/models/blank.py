"""Codes that were printed before anybody knew on which device they will be."""

from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import Moment, PrimaryKey, ShortText


class BlankCode(Base):
    """A code of an institution's series; `device_id` is the device that it became the tag of.

    Codes of one printing share the moment `printed_at`. `code_key` is the code without case, as
    a device's tag is compared.
    """

    __tablename__ = "blank_code"
    __scope__: ClassVar[Ownership] = OwnedBy()

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    number: Mapped[int]
    code: Mapped[ShortText]
    code_key: Mapped[ShortText]
    printed_at: Mapped[Moment]
    claimed_at: Mapped[Moment | None]
    device_id: Mapped[int | None]

    __table_args__ = (
        UniqueConstraint("code_key"),
        UniqueConstraint("institution_id", "number"),
        ForeignKeyConstraint(
            ["device_id", "institution_id"],
            ["device_tenure.device_id", "device_tenure.institution_id"],
        ),
        CheckConstraint("(claimed_at IS NULL) = (device_id IS NULL)", name="claimed_by_a_device"),
        Index("ix_blank_code_printing", "institution_id", "printed_at"),
    )

    @property
    def is_claimed(self) -> bool:
        """Whether it is on a device."""
        return self.device_id is not None

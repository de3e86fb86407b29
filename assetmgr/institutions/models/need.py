"""Devices that an institution says it still needs."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import PrimaryKey, code_enum
from assetmgr.institutions.codes import Audience


class StatedNeed(Base):
    """How many more devices of a kind an institution asks for, for whom, as of a day."""

    __tablename__ = "stated_need"
    __scope__: ClassVar[Ownership] = OwnedBy()

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    audience: Mapped[Audience] = mapped_column(code_enum(Audience, "need_audience"))
    kind_id: Mapped[int] = mapped_column(ForeignKey("kind.id"))
    as_of: Mapped[date]
    count: Mapped[int]

    __table_args__ = (
        UniqueConstraint("institution_id", "audience", "kind_id", "as_of"),
        CheckConstraint("count >= 0", name="count_not_negative"),
    )

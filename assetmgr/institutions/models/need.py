"""Devices that an institution says it still needs."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import PrimaryKey, code_enum
from assetmgr.institutions.codes import Audience


class StatedNeed(Base):
    """How many more devices of a kind an institution (at a site) asks for, for whom, on a day."""

    __tablename__ = "stated_need"
    __scope__: ClassVar[Ownership] = OwnedBy()

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    site_id: Mapped[int | None]
    audience: Mapped[Audience] = mapped_column(code_enum(Audience, "need_audience"))
    kind_id: Mapped[int] = mapped_column(ForeignKey("kind.id"))
    as_of: Mapped[date]
    count: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(["site_id", "institution_id"], ["site.id", "site.institution_id"]),
        UniqueConstraint("institution_id", "site_id", "audience", "kind_id", "as_of"),
        CheckConstraint("count >= 0", name="count_not_negative"),
    )

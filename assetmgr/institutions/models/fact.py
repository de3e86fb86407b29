"""Figures that an institution told and for which the headcount has no column."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import PrimaryKey


class ToldFact(Base):
    """A named figure of an institution as of a day, such as `computing_teacher_fte`."""

    __tablename__ = "told_fact"
    __scope__: ClassVar[Ownership] = OwnedBy()

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    as_of: Mapped[date]
    name: Mapped[str] = mapped_column(String(60))
    value: Mapped[Decimal] = mapped_column(Numeric(12, 3))

    __table_args__ = (UniqueConstraint("institution_id", "name", "as_of"),)

"""Kinds of device, with the default life of each."""

from typing import ClassVar

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import Ownership, Shared
from assetmgr.db.types import PrimaryKey, ShortText


class Kind(Base):
    """A kind; `code` is fixed, the names are what people see, `life_years` is a setting."""

    __tablename__ = "kind"
    __scope__: ClassVar[Ownership] = Shared()

    id: Mapped[PrimaryKey]
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name_lv: Mapped[ShortText]
    name_en: Mapped[ShortText]
    life_years: Mapped[int]
    position: Mapped[int]

    __table_args__ = (CheckConstraint("life_years > 0", name="life_positive"),)

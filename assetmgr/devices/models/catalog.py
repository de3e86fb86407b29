"""Manufacturers and models, shared by all institutions."""

from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assetmgr.db.base import Base
from assetmgr.db.scope import Ownership, Shared
from assetmgr.db.types import PrimaryKey, Text200


class Manufacturer(Base):
    """Who makes a model; `key` is the name without case."""

    __tablename__ = "manufacturer"
    __scope__: ClassVar[Ownership] = Shared(writable=True)

    id: Mapped[PrimaryKey]
    name: Mapped[Text200]
    key: Mapped[Text200]

    __table_args__ = (UniqueConstraint("key"),)


class Model(Base):
    """A model of a manufacturer; it may have a useful life of its own."""

    __tablename__ = "model"
    __scope__: ClassVar[Ownership] = Shared(writable=True)

    id: Mapped[PrimaryKey]
    manufacturer_id: Mapped[int] = mapped_column(ForeignKey("manufacturer.id"))
    name: Mapped[Text200]
    key: Mapped[Text200]
    life_years: Mapped[int | None]

    manufacturer: Mapped[Manufacturer] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        UniqueConstraint("manufacturer_id", "key"),
        CheckConstraint("life_years > 0", name="life_positive"),
    )

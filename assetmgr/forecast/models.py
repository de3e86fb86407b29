"""A replacement scenario: lives and prices by kind."""

from decimal import Decimal
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assetmgr.db.base import Base
from assetmgr.db.scope import Ownership, Shared
from assetmgr.db.types import PrimaryKey, ShortText


class Scenario(Base):
    """Assumptions of a replacement forecast; without a cap in `cap_eur` all is bought."""

    __tablename__ = "scenario"
    __scope__: ClassVar[Ownership] = Shared()

    id: Mapped[PrimaryKey]
    name: Mapped[ShortText]
    is_default: Mapped[bool]
    price_change: Mapped[Decimal] = mapped_column(Numeric(6, 4))
    cap_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))

    kinds: Mapped[list["ScenarioKind"]] = relationship(order_by="ScenarioKind.kind_id")


class ScenarioKind(Base):
    """Life in years and price in euro (VAT included) of a kind in a scenario."""

    __tablename__ = "scenario_kind"
    __scope__: ClassVar[Ownership] = Shared()

    scenario_id: Mapped[int] = mapped_column(ForeignKey("scenario.id"), primary_key=True)
    kind_id: Mapped[int] = mapped_column(ForeignKey("kind.id"), primary_key=True)
    life_years: Mapped[int]
    price_eur: Mapped[Decimal] = mapped_column(Numeric(10, 2))

    __table_args__ = (
        CheckConstraint("life_years > 0", name="life_positive"),
        CheckConstraint("price_eur >= 0", name="price_not_negative"),
    )

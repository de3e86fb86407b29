"""Values of the indicators that come from surveys."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import Ownership, Shared
from assetmgr.db.types import PrimaryKey


class SurveyValue(Base):
    """What a survey found for an indicator (4 to 16), from a day on until a newer one."""

    __tablename__ = "survey_value"
    __scope__: ClassVar[Ownership] = Shared()

    id: Mapped[PrimaryKey]
    code: Mapped[str] = mapped_column(String(20))
    as_of: Mapped[date]
    value: Mapped[Decimal] = mapped_column(Numeric(9, 3))

    __table_args__ = (UniqueConstraint("code", "as_of"),)

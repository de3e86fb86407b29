"""How much was forgotten, month by month."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import Municipal, Ownership
from assetmgr.db.types import code_enum
from assetmgr.privacy.codes import Matter


class ForgottenCount(Base):
    """So many acts, people or requests were forgotten in the month that begins on `month`."""

    __tablename__ = "forgotten_count"
    __scope__: ClassVar[Ownership] = Municipal()

    month: Mapped[date] = mapped_column(primary_key=True)
    matter: Mapped[Matter] = mapped_column(code_enum(Matter, "forgotten_matter"), primary_key=True)
    count: Mapped[int]

    __table_args__ = (CheckConstraint("count > 0", name="count_positive"),)

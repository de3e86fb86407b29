"""That this register is a demonstration, and until when its data were invented."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import Ownership, Shared
from assetmgr.db.types import PrimaryKey, UtcDateTime


class DemoLoad(Base):
    """One row where the reference municipality was loaded."""

    __tablename__ = "demo_load"
    __scope__: ClassVar[Ownership] = Shared()

    id: Mapped[PrimaryKey]
    until: Mapped[date]
    loaded_at: Mapped[datetime] = mapped_column(UtcDateTime)

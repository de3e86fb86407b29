"""What an institution numbers without a gap."""

from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import code_enum
from assetmgr.numbering.codes import Series


class NumberSeries(Base):
    """The last number that an institution gave to an act or to a request."""

    __tablename__ = "number_series"
    __scope__: ClassVar[Ownership] = OwnedBy()

    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    series: Mapped[Series] = mapped_column(code_enum(Series, "number_series"), primary_key=True)
    last: Mapped[int]

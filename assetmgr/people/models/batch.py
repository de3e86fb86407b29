"""An import of people, as one batch that can be undone."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import Ownership, Personal
from assetmgr.db.types import Moment, PrimaryKey, Text200, UtcDateTime


class PeopleBatch(Base):
    """What one import of a class list did at an institution.

    `undo` is what stood there before: {"created": [ids], "changed": {id: {column: value}},
    "withdrawn": {request id: how it waited}}; it goes once the batch is undone, or too old.
    """

    __tablename__ = "people_batch"
    __scope__: ClassVar[Ownership] = Personal()

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    imported_at: Mapped[Moment]
    imported_by: Mapped[Text200]
    created: Mapped[int]
    updated: Mapped[int]
    left: Mapped[int]
    undo: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[Text200 | None]

    __table_args__ = (Index("ix_people_batch_institution", "institution_id", "id"),)

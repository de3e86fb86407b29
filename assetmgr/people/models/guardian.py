"""Who answers for a minor."""

from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import Ownership, Personal
from assetmgr.db.types import PrimaryKey, Text200


class Guardian(Base):
    """A parent or another legal representative of a pupil, and how to reach them."""

    __tablename__ = "guardian"
    __scope__: ClassVar[Ownership] = Personal()

    id: Mapped[PrimaryKey]
    person_id: Mapped[int]
    institution_id: Mapped[int]
    name: Mapped[Text200]
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(40))

    __table_args__ = (
        ForeignKeyConstraint(
            ["person_id", "institution_id"], ["person.id", "person.institution_id"]
        ),
        Index("ix_guardian_person", "person_id"),
    )

"""How an institution's labels look and where its printer puts them."""

from typing import ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import OwnedBy, Ownership


class LabelSetting(Base):
    """What stands on an institution's labels (codes of LabelLine), its usual paper, its printer.

    The usual paper is a code that every installation knows (`paper`) or a sheet of its own. The
    offset is in tenths of a millimetre, to the right and down.
    """

    __tablename__ = "label_setting"
    __scope__: ClassVar[Ownership] = OwnedBy()

    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    lines: Mapped[list[str]] = mapped_column(JSON)
    free_line: Mapped[str | None] = mapped_column(String(60))
    paper: Mapped[str | None] = mapped_column(String(20))
    sheet_id: Mapped[int | None]
    offset_x: Mapped[int] = mapped_column(default=0)
    offset_y: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        ForeignKeyConstraint(
            ["sheet_id", "institution_id"], ["label_sheet.id", "label_sheet.institution_id"]
        ),
        CheckConstraint("(paper IS NULL) = (sheet_id IS NOT NULL)", name="one_paper"),
    )

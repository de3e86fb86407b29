"""Sheets of labels that an institution added itself."""

from typing import Annotated, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import PrimaryKey
from assetmgr.i18n.marks import N_

Millimetres = Annotated[float, mapped_column(Numeric(6, 2, asdecimal=False))]


class LabelSheet(Base):
    """The measures of an A4 sheet in mm, as `labels.sheets.Sheet` has them."""

    __tablename__ = "label_sheet"
    __scope__: ClassVar[Ownership] = OwnedBy()

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    name: Mapped[str] = mapped_column(String(60))
    width: Mapped[Millimetres]
    height: Mapped[Millimetres]
    columns: Mapped[int]
    rows: Mapped[int]
    left: Mapped[Millimetres]
    top: Mapped[Millimetres]
    pitch_x: Mapped[Millimetres]
    pitch_y: Mapped[Millimetres]

    __table_args__ = (
        UniqueConstraint("institution_id", "name"),
        UniqueConstraint("id", "institution_id"),
        CheckConstraint("columns > 0 AND rows > 0", name="has_labels"),
        CheckConstraint("width > 0 AND height > 0", name="has_a_size"),
    )


on_violation(
    "uq_label_sheet_institution_id_name",
    "label_sheet.institution_id, label_sheet.name",
    N_("The institution has a sheet of that name."),
    "name",
)

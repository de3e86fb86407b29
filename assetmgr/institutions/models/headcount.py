"""What an institution told of itself as of a date; each column stands alone."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Numeric, text
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import PrimaryKey
from assetmgr.i18n.marks import N_


class Headcount(Base):
    """One institution's (or site's) figures on a day; NULL is 'not told', never zero."""

    __tablename__ = "headcount"
    __scope__: ClassVar[Ownership] = OwnedBy()

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    site_id: Mapped[int | None]
    as_of: Mapped[date]
    pupils: Mapped[int | None]
    pupils_5_6: Mapped[int | None]
    teachers: Mapped[int | None]
    teacher_fte: Mapped[Decimal | None] = mapped_column(Numeric(9, 3))
    support_staff_fte: Mapped[Decimal | None] = mapped_column(Numeric(9, 3))
    admin_staff: Mapped[int | None]
    it_admins: Mapped[int | None]
    it_admin_fte: Mapped[Decimal | None] = mapped_column(Numeric(9, 3))
    ict_users: Mapped[int | None]
    classrooms: Mapped[int | None]
    classrooms_equipped: Mapped[int | None]
    group_rooms: Mapped[int | None]
    group_rooms_equipped: Mapped[int | None]
    internet_mbps: Mapped[int | None]
    wifi: Mapped[bool | None]

    __table_args__ = (
        ForeignKeyConstraint(["site_id", "institution_id"], ["site.id", "site.institution_id"]),
        Index(
            "uq_headcount_institution_day",
            "institution_id",
            "as_of",
            unique=True,
            sqlite_where=text("site_id IS NULL"),
            postgresql_where=text("site_id IS NULL"),
        ),
        Index(
            "uq_headcount_site_day",
            "site_id",
            "as_of",
            unique=True,
            sqlite_where=text("site_id IS NOT NULL"),
            postgresql_where=text("site_id IS NOT NULL"),
        ),
    )


HEADCOUNT_COLUMNS: Final = tuple(
    column.name
    for column in Headcount.__table__.columns
    if column.name not in {"id", "institution_id", "site_id", "as_of"}
)

for _name, _columns in (
    ("uq_headcount_institution_day", "headcount.institution_id, headcount.as_of"),
    ("uq_headcount_site_day", "headcount.site_id, headcount.as_of"),
):
    on_violation(_name, _columns, N_("There is a headcount of that day already."), "as_of")

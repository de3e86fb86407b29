"""Where things stand: site, building (with its floors), room."""

from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import PrimaryKey, Text200, code_enum
from assetmgr.i18n.marks import N_
from assetmgr.institutions.codes import RoomUse


class Site(Base):
    """An address at which an institution teaches (programmas īstenošanas vieta)."""

    __tablename__ = "site"
    __scope__: ClassVar[Ownership] = OwnedBy()

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    name: Mapped[Text200]

    __table_args__ = (
        UniqueConstraint("institution_id", "name"),
        UniqueConstraint("id", "institution_id"),
    )


class Building(Base):
    """A building (korpuss) at a site, with the number of its floors."""

    __tablename__ = "building"
    __scope__: ClassVar[Ownership] = OwnedBy()

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    site_id: Mapped[int]
    name: Mapped[Text200]
    floors: Mapped[int] = mapped_column(default=1)
    teaching: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (
        ForeignKeyConstraint(["site_id", "institution_id"], ["site.id", "site.institution_id"]),
        UniqueConstraint("site_id", "name"),
        UniqueConstraint("id", "institution_id"),
        CheckConstraint("floors > 0", name="floors_positive"),
    )


class Room(Base):
    """A room, or a charging cabinet; its name is unique at its site."""

    __tablename__ = "room"
    __scope__: ClassVar[Ownership] = OwnedBy()

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    site_id: Mapped[int]
    building_id: Mapped[int | None]
    floor: Mapped[int | None]
    name: Mapped[Text200]
    use: Mapped[RoomUse] = mapped_column(code_enum(RoomUse, "room_use"))

    __table_args__ = (
        ForeignKeyConstraint(["site_id", "institution_id"], ["site.id", "site.institution_id"]),
        ForeignKeyConstraint(
            ["building_id", "institution_id"], ["building.id", "building.institution_id"]
        ),
        UniqueConstraint("site_id", "name"),
        UniqueConstraint("id", "institution_id"),
    )


on_violation(
    "uq_building_site_id_name",
    "building.site_id, building.name",
    N_("This site has a building of that name."),
    "name",
)
on_violation(
    "uq_room_site_id_name",
    "room.site_id, room.name",
    N_("This site has a room of that name."),
    "name",
)

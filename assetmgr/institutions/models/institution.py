"""A school, a preschool, or another owner of devices."""

from typing import ClassVar

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import PrimaryKey, Text200, code_enum
from assetmgr.i18n.marks import N_
from assetmgr.institutions.codes import InstitutionType


class Institution(Base):
    """One institution; `code` is its key in files and for other programs."""

    __tablename__ = "institution"
    __scope__: ClassVar[Ownership] = OwnedBy("id")

    id: Mapped[PrimaryKey]
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[Text200]
    short_name: Mapped[str] = mapped_column(String(60))
    type: Mapped[InstitutionType] = mapped_column(code_enum(InstitutionType, "institution_type"))
    contact_name: Mapped[Text200 | None]
    contact_email: Mapped[Text200 | None]
    contact_phone: Mapped[str | None] = mapped_column(String(40))

    __table_args__ = (Index("ix_institution_type", "type"),)


on_violation(
    "uq_institution_code", "institution.code", N_("This institution code is taken."), "code"
)

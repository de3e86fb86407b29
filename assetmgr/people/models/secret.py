"""What is nobody's to browse: personal codes, and who is helped first."""

from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import Handled, Ownership, Personal
from assetmgr.db.types import Moment, Text200
from assetmgr.i18n.marks import N_


class PersonalCode(Base):
    """A personal code, encrypted; its keyed `digest` finds it by the exact value, nothing else."""

    __tablename__ = "personal_code"
    __scope__: ClassVar[Ownership] = Personal()

    person_id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int]
    encrypted: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        ForeignKeyConstraint(
            ["person_id", "institution_id"], ["person.id", "person.institution_id"]
        ),
        UniqueConstraint("institution_id", "digest"),
    )


class SocialSupport(Base):
    """The pupil's family has social support; seen by named handlers alone."""

    __tablename__ = "social_support"
    __scope__: ClassVar[Ownership] = Handled()

    person_id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int]
    noted_at: Mapped[Moment]
    noted_by: Mapped[Text200]

    __table_args__ = (
        ForeignKeyConstraint(
            ["person_id", "institution_id"], ["person.id", "person.institution_id"]
        ),
    )


on_violation(
    "uq_personal_code_institution_id_digest",
    "personal_code.institution_id, personal_code.digest",
    N_("Somebody at this institution has that personal code."),
    "personal_code",
)

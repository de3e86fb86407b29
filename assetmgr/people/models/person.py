"""A pupil or an employee of one institution."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import Ownership, Personal
from assetmgr.db.types import PrimaryKey, ShortText, Text200, UtcDateTime, code_enum
from assetmgr.i18n.marks import N_
from assetmgr.people.codes import PersonRole


class Person(Base):
    """Who may borrow from an institution; a human known at two has a row at each.

    `key` is random and stands for the person in the audit trail and on cards; with `role` it is
    all that stays once the person is forgotten. `email` is kept in lower case; `external_id` is the
    number in the class register the list came from. Before `adult_on` (the 18th birthday; not
    known: a pupil counts as a minor) a guardian agrees to the terms. `left_on`: no longer there.
    """

    __tablename__ = "person"
    __scope__: ClassVar[Ownership] = Personal(borrower="id")

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    key: Mapped[str] = mapped_column(String(12), unique=True)
    role: Mapped[PersonRole] = mapped_column(code_enum(PersonRole, "person_role"))
    name: Mapped[Text200 | None]
    search_text: Mapped[str | None] = mapped_column(String(400))
    class_name: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(254))
    external_id: Mapped[ShortText | None]
    adult_on: Mapped[date | None]
    left_on: Mapped[date | None]
    forgotten_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares its type
    __table_args__ = (
        UniqueConstraint("id", "institution_id"),
        UniqueConstraint("institution_id", "email"),
        UniqueConstraint("institution_id", "external_id"),
        CheckConstraint(
            "(forgotten_at IS NULL) = (name IS NOT NULL)", name="named_until_forgotten"
        ),
        CheckConstraint(
            "forgotten_at IS NULL OR (email IS NULL AND external_id IS NULL"
            " AND class_name IS NULL AND search_text IS NULL AND adult_on IS NULL)",
            name="forgotten_whole",
        ),
        Index("ix_person_class", "institution_id", "left_on", "role", "class_name", "name", "id"),
        Index("ix_person_email", "email"),
        Index(
            "ix_person_unforgotten",
            "left_on",
            "id",
            sqlite_where=text("forgotten_at IS NULL AND left_on IS NOT NULL"),
            postgresql_where=text("forgotten_at IS NULL AND left_on IS NOT NULL"),
        ),
    )


on_violation(
    "uq_person_institution_id_email",
    "person.institution_id, person.email",
    N_("Somebody at this institution has that e-mail."),
    "email",
)
on_violation(
    "uq_person_institution_id_external_id",
    "person.institution_id, person.external_id",
    N_("Somebody at this institution has that number."),
    "external_id",
)

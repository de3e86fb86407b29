"""A stocktake, and the round in which the municipality opens many."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import OwnedBy, Ownership, Shared
from assetmgr.db.types import Moment, PrimaryKey, Text200, UtcDateTime, code_enum
from assetmgr.i18n.marks import N_
from assetmgr.inventory.codes import Form, StocktakeStatus


class StocktakeRound(Base):
    """What the municipality opened at once in many institutions; each has its own stocktake."""

    __tablename__ = "stocktake_round"
    __scope__: ClassVar[Ownership] = Shared()

    id: Mapped[PrimaryKey]
    title: Mapped[Text200]
    opened_at: Mapped[Moment]
    opened_by: Mapped[Text200]
    due_on: Mapped[date | None]


class Stocktake(Base):
    """One institution's stocktake; `number` counts from 1 within the institution.

    `scope` says what is expected: {"site": id or null, "rooms": [ids], "kinds": [codes],
    "doubtful_days": n or null}; empty lists are all. `commission` is [{"name", "position"}].
    `rows_sha256` is over the frozen lines and scans, set at closing; `seal` says which columns it
    covers (queries/sealed.py). `names` is what the act calls what may be renamed afterwards:
    {"institution": name, "rooms": [the names of the scope's rooms]}, set at closing, too.
    """

    __tablename__ = "stocktake"
    __scope__: ClassVar[Ownership] = OwnedBy()

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("stocktake_round.id"))
    number: Mapped[int]
    title: Mapped[Text200]
    form: Mapped[Form] = mapped_column(code_enum(Form, "stocktake_form"))
    status: Mapped[StocktakeStatus] = mapped_column(code_enum(StocktakeStatus, "stocktake_status"))
    scope: Mapped[dict[str, Any]] = mapped_column(JSON)
    commission: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    opened_at: Mapped[Moment]
    opened_by: Mapped[Text200]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[Text200 | None]
    rows_sha256: Mapped[str | None] = mapped_column(String(64))
    seal: Mapped[int | None]
    names: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares its type
    __table_args__ = (
        UniqueConstraint("institution_id", "number"),
        UniqueConstraint("id", "institution_id"),
        CheckConstraint(
            "(status = 'closed') = (rows_sha256 IS NOT NULL)", name="closed_with_a_sum"
        ),
        Index("ix_stocktake_round", "round_id"),
    )


on_violation(
    "uq_stocktake_institution_id_number",
    "stocktake.institution_id, stocktake.number",
    N_("Another stocktake was opened at this moment. Open the page again."),
    "title",
)

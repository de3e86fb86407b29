"""A handover act (pieņemšanas–nodošanas akts): one device, one borrower, from issue to return."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Final

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Numeric,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.agreements.codes import SignedHow
from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import OwnedBy, Ownership, Personal
from assetmgr.db.types import (
    LongText,
    Moment,
    PrimaryKey,
    ShortText,
    Text200,
    UtcDateTime,
    code_enum,
)
from assetmgr.devices.codes import Status
from assetmgr.i18n.marks import N_
from assetmgr.loans.codes import OPEN, ActStatus, Paper, ReturnState
from assetmgr.people.codes import PersonRole

_OPEN: Final = ", ".join(f"'{status.value}'" for status in OPEN)


class Act(Base):
    """One loan; `number` counts from 1 within the institution ('A-RAI-123').

    The device's and the borrower's columns are copies as of then. `open_device_id` is the device
    while the act is open: by it the database knows of at most one open act for each device, and
    keeps a lent device at its institution. What a person would be known by stands in `ActContent`
    and `ActPaper`, which are forgotten in time; `contents_sha256` stays. `accessories` and
    `accessories_back` are {code: count}. `supersedes_id`: the act that this one corrects or takes
    over from, which is then `superseded_at`. `printed_at`: when it was printed to be signed, before
    it was issued: from then on its contents stay. `device_before`: what the device was before the
    act held it. `replaces_id`: the act whose device is in repair
    until it takes the place of this one's again. A `sensitive` one (an assistive device) is seen by
    named handlers alone.
    """

    __tablename__ = "handover_act"
    __scope__: ClassVar[Ownership] = OwnedBy(borrower="person_id", sensitive="sensitive")

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    number: Mapped[int]
    status: Mapped[ActStatus] = mapped_column(code_enum(ActStatus, "act_status"))
    sensitive: Mapped[bool] = mapped_column(default=False)
    device_id: Mapped[int]
    open_device_id: Mapped[int | None] = mapped_column(
        Computed(f"CASE WHEN status IN ({_OPEN}) THEN device_id END", persisted=True)
    )
    kind_id: Mapped[int] = mapped_column(ForeignKey("kind.id"))
    asset_tag: Mapped[ShortText]
    serial_number: Mapped[ShortText | None]
    inventory_number: Mapped[ShortText | None]
    model: Mapped[Text200 | None]
    value_eur: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    person_id: Mapped[int]
    person_role: Mapped[PersonRole] = mapped_column(code_enum(PersonRole, "act_person_role"))
    terms_id: Mapped[int]
    rumis_number: Mapped[str | None] = mapped_column(String(40))
    supersedes_id: Mapped[int | None]
    superseded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("handover_act.id"))
    due_on: Mapped[date | None]
    accessories: Mapped[dict[str, int]] = mapped_column(JSON)
    prepared_at: Mapped[Moment]
    prepared_by: Mapped[Text200]
    printed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_on: Mapped[date | None]
    issued_by: Mapped[Text200 | None]
    contents_sha256: Mapped[str | None] = mapped_column(String(64))
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    signed_how: Mapped[SignedHow | None] = mapped_column(code_enum(SignedHow, "act_signed_how"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_on: Mapped[date | None]
    ended_by: Mapped[Text200 | None]
    return_state: Mapped[ReturnState | None] = mapped_column(
        code_enum(ReturnState, "act_return_state")
    )
    device_after: Mapped[Status | None] = mapped_column(code_enum(Status, "act_device_after"))
    device_before: Mapped[Status | None] = mapped_column(code_enum(Status, "act_device_before"))
    accessories_back: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    end_note: Mapped[LongText | None]
    forgotten_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares its type
    __table_args__ = (
        ForeignKeyConstraint(
            ["device_id", "institution_id"],
            ["device_tenure.device_id", "device_tenure.institution_id"],
        ),
        ForeignKeyConstraint(
            ["open_device_id", "institution_id"],
            ["device.id", "device.institution_id"],
            name="fk_handover_act_open_device",
        ),
        ForeignKeyConstraint(
            ["person_id", "institution_id"], ["person.id", "person.institution_id"]
        ),
        ForeignKeyConstraint(["terms_id", "institution_id"], ["terms.id", "terms.institution_id"]),
        ForeignKeyConstraint(
            ["supersedes_id", "institution_id"],
            ["handover_act.id", "handover_act.institution_id"],
        ),
        UniqueConstraint("institution_id", "number"),
        UniqueConstraint("id", "institution_id"),
        UniqueConstraint("open_device_id"),
        UniqueConstraint("supersedes_id"),
        CheckConstraint(
            "status IN ('preparing', 'prepared', 'cancelled')"
            " OR (issued_at IS NOT NULL AND contents_sha256 IS NOT NULL)",
            name="issued_with_a_sum",
        ),
        CheckConstraint(
            f"(status IN ({_OPEN})) = (ended_at IS NULL)",
            name="ended_once",
        ),
        CheckConstraint(
            "(status = 'returned') = (return_state IS NOT NULL)", name="returned_in_a_state"
        ),
        CheckConstraint("(signed_at IS NULL) = (signed_how IS NULL)", name="signed_somehow"),
        Index("ix_handover_act_person", "person_id", "id"),
        Index("ix_handover_act_due", "institution_id", "status", "due_on", "id"),
        Index("ix_handover_act_issued", "institution_id", "issued_on", "id"),
        Index("ix_handover_act_device", "device_id", "id"),
        Index("ix_handover_act_ended", "status", "ended_on", "id"),
        Index(
            "ix_handover_act_unforgotten",
            "ended_on",
            "id",
            sqlite_where=text("forgotten_at IS NULL AND ended_on IS NOT NULL"),
            postgresql_where=text("forgotten_at IS NULL AND ended_on IS NOT NULL"),
        ),
        Index(
            "ix_handover_act_figures",
            "institution_id",
            "kind_id",
            "sensitive",
            "status",
            "issued_on",
            "ended_on",
            "due_on",
            "return_state",
        ),
        Index(
            "ix_handover_act_replaces",
            "institution_id",
            "replaces_id",
            sqlite_where=text("replaces_id IS NOT NULL"),
            postgresql_where=text("replaces_id IS NOT NULL"),
        ),
    )


class ActContent(Base):
    """What stands on an act (see `loans.act.contents`), frozen at issue, and the signature.

    `signature` is who signed on the screen, and the strokes that were drawn: {"signer", "name",
    "strokes"}. All of it goes when the borrower is forgotten.
    """

    __tablename__ = "act_content"
    __scope__: ClassVar[Ownership] = Personal(borrower="person_id")

    act_id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int]
    person_id: Mapped[int]
    contents: Mapped[dict[str, Any]] = mapped_column(JSON)
    signature: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    __table_args__ = (
        ForeignKeyConstraint(
            ["act_id", "institution_id"], ["handover_act.id", "handover_act.institution_id"]
        ),
    )


class ActPaper(Base):
    """A file kept with an act; its content and name go in time, its SHA-256 stays."""

    __tablename__ = "act_paper"
    __scope__: ClassVar[Ownership] = Personal(borrower="person_id")

    id: Mapped[PrimaryKey]
    act_id: Mapped[int]
    institution_id: Mapped[int]
    person_id: Mapped[int]
    what: Mapped[Paper] = mapped_column(code_enum(Paper, "act_paper_what"))
    file_name: Mapped[Text200 | None]
    media_type: Mapped[ShortText]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    added_at: Mapped[Moment]
    added_by: Mapped[Text200]

    __table_args__ = (
        ForeignKeyConstraint(
            ["act_id", "institution_id"], ["handover_act.id", "handover_act.institution_id"]
        ),
        CheckConstraint("(content IS NULL) = (file_name IS NULL)", name="whole_or_gone"),
        Index("ix_act_paper_act", "act_id"),
    )


on_violation(
    "uq_handover_act_open_device_id",
    "handover_act.open_device_id",
    N_("The device is lent already; take it back first."),
    "device",
)
on_violation(
    "uq_handover_act_supersedes_id",
    "handover_act.supersedes_id",
    N_("The act has its correction already. Open it again."),
    "device",
)

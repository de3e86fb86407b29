"""Letters between the commit that wanted them and the mail server."""

from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import OwnedBy, Ownership
from assetmgr.db.types import Moment, PrimaryKey, Text200
from assetmgr.outbox.codes import SHORT

WAITS = "next_attempt_at IS NOT NULL"


class OutboxMail(Base):
    """A letter that waits (`next_attempt_at`), was sent (`sent_at`) or given up (`failed_at`).

    Recipient, name, subject and body are personal: of a sent letter nothing of them is left, of
    one that was given up they stay for `policy.KEPT`. Kind, key and moments stay for good, so `key`
    names no person. While `claimed_until` has not passed, one sender has the letter in hand.
    """

    __tablename__ = "outbox_mail"
    __scope__: ClassVar[Ownership] = OwnedBy()

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(SHORT))
    recipient: Mapped[str | None] = mapped_column(String(254))
    recipient_name: Mapped[Text200 | None]
    subject: Mapped[Text200 | None]
    body: Mapped[str | None] = mapped_column(Text)
    queued_at: Mapped[Moment]
    send_after: Mapped[Moment]
    attempts: Mapped[int]
    next_attempt_at: Mapped[Moment | None]
    claimed_until: Mapped[Moment | None]
    sent_at: Mapped[Moment | None]
    failed_at: Mapped[Moment | None]
    last_error: Mapped[Text200 | None]

    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint(
            "CASE WHEN next_attempt_at IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN sent_at IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN failed_at IS NULL THEN 0 ELSE 1 END = 1",
            name="waits_or_sent_or_given_up",
        ),
        CheckConstraint(
            f"claimed_until IS NULL OR {WAITS}",
            name="claimed_while_it_waits",
        ),
        CheckConstraint(
            "(recipient IS NULL) = (subject IS NULL) AND (recipient IS NULL) = (body IS NULL)"
            " AND (recipient_name IS NULL OR recipient IS NOT NULL)",
            name="letter_whole_or_gone",
        ),
        CheckConstraint(
            f"recipient IS NOT NULL OR NOT ({WAITS})",
            name="letter_while_it_waits",
        ),
        CheckConstraint(
            "recipient IS NULL OR sent_at IS NULL",
            name="nothing_left_of_a_sent_one",
        ),
        CheckConstraint(
            "failed_at IS NULL OR last_error IS NOT NULL",
            name="given_up_for_a_reason",
        ),
        Index(
            "ix_outbox_mail_waiting",
            "next_attempt_at",
            "id",
            sqlite_where=text(WAITS),
            postgresql_where=text(WAITS),
        ),
        Index("ix_outbox_mail_sent", "institution_id", "sent_at"),
        Index(
            "ix_outbox_mail_failed",
            "failed_at",
            sqlite_where=text("failed_at IS NOT NULL"),
            postgresql_where=text("failed_at IS NOT NULL"),
        ),
    )

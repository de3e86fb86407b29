"""The runs of the sync, each with its figures."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Final

from sqlalchemy import JSON, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.errors import on_violation
from assetmgr.db.scope import Ownership, Shared
from assetmgr.db.types import LongText, PrimaryKey, Text200, UtcDateTime, code_enum
from assetmgr.i18n.marks import N_

RUNNING_ALREADY: Final = N_("A synchronisation is running already; wait until it ends.")


class SyncStatus(StrEnum):
    """How a run of the sync ended."""

    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


class SyncRun(Base):
    """One sweep; everybody signed in may see when the last one was. One runs at a time."""

    __tablename__ = "sync_run"
    __scope__: ClassVar[Ownership] = Shared()

    id: Mapped[PrimaryKey]
    status: Mapped[SyncStatus] = mapped_column(code_enum(SyncStatus, "sync_status"))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    started_by: Mapped[Text200]
    dry_run: Mapped[bool] = mapped_column(default=False)
    pages: Mapped[int] = mapped_column(default=0)
    seen: Mapped[int] = mapped_column(default=0)
    matched: Mapped[int] = mapped_column(default=0)
    unmatched: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    usage_days: Mapped[int] = mapped_column(default=0)
    retries: Mapped[int] = mapped_column(default=0)
    ambiguous: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    message: Mapped[LongText | None]

    __table_args__ = (
        Index("ix_sync_run_started", "started_at"),
        Index(
            "uq_sync_run_running",
            "status",
            unique=True,
            sqlite_where=text("status = 'running'"),
            postgresql_where=text("status = 'running'"),
        ),
    )


on_violation(
    "uq_sync_run_running",
    "sync_run.status",
    RUNNING_ALREADY,
    "status",
)

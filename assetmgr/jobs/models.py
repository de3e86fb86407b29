"""Runs of scheduled jobs, one for each job and period."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import Municipal, Ownership
from assetmgr.db.types import LongText, PrimaryKey, UtcDateTime


class JobRun(Base):
    """A job did its work for a period ('2026-11-22'); the pair is unique, so it runs once."""

    __tablename__ = "job_run"
    __scope__: ClassVar[Ownership] = Municipal()

    id: Mapped[PrimaryKey]
    job: Mapped[str] = mapped_column(String(60))
    period: Mapped[str] = mapped_column(String(40))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    message: Mapped[LongText | None]

    __table_args__ = (UniqueConstraint("job", "period"),)

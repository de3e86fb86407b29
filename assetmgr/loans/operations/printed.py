"""Prepared acts are printed to be signed; from then on their contents stay."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_set
from assetmgr.db.transaction import noting
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act


def note_printed(session: Session, act_ids: Collection[int], *, now: datetime) -> None:
    """Note of acts that are about to be drawn that they are printed, in a transaction of its own.

    Of issued ones nothing is noted, nor of those printed before.
    """
    new = (Act.id.in_(act_ids), Act.status == ActStatus.PREPARED, Act.printed_at.is_(None))
    if session.scalar(select(Act.id).where(*new).limit(1)) is None:
        return
    with noting(session):
        bulk_set(session, Act, *new, printed_at=now, version=Act.version + 1)

"""Writing what a plan of people says."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import refusing
from assetmgr.exchange.people.deeds import PeoplePlan
from assetmgr.exchange.progress import Progress
from assetmgr.people.operations.batches import write_batch
from assetmgr.people.operations.undoing import forget_old_undo


def apply_people(
    session: Session,
    plan: PeoplePlan,
    *,
    actor: Actor,
    now: datetime,
    today: date,
    progress: Progress | None = None,
) -> None:
    """Write one batch for each institution at which something changes; nothing commits.

    Raises:
        Refused: the register changed since the plan was made, and it no longer fits.
    """
    forget_old_undo(session, now)
    with refusing():
        for done, batch in enumerate(plan.batches, start=1):
            if batch.creations or batch.changes or batch.leavers:
                write_batch(session, batch, cipher=plan.cipher, actor=actor, now=now)
            if progress:
                progress(done, len(plan.batches))

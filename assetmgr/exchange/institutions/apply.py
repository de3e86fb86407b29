"""Writing what a plan of institutions says."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.exchange.changing import write_changes
from assetmgr.exchange.progress import Progress
from assetmgr.exchange.simple import SimplePlan
from assetmgr.institutions.models import Institution
from assetmgr.institutions.operations import add_institutions, change_institution


def apply_institutions(
    session: Session,
    plan: SimplePlan,
    *,
    actor: Actor,
    now: datetime,
    today: date,
    progress: Progress | None = None,
) -> None:
    """Write the changes and the new institutions; nothing commits.

    Raises:
        Refused: the register changed since the plan was made, and it no longer fits.
    """
    write_changes(session, Institution, plan, change_institution, actor=actor, now=now)
    add_institutions(session, plan.creations, actor=actor, now=now)

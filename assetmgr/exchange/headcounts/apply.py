"""Writing what a plan of headcounts says."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.exchange.new_places import make_places
from assetmgr.exchange.progress import Progress
from assetmgr.exchange.simple import SimplePlan
from assetmgr.institutions.models import Headcount
from assetmgr.institutions.operations import add_headcounts, change_headcount


def apply_headcounts(
    session: Session,
    plan: SimplePlan,
    *,
    actor: Actor,
    now: datetime,
    today: date,
    progress: Progress | None = None,
) -> None:
    """Write new sites, the changes and the new headcounts; nothing commits.

    Raises:
        Refused: the register changed since the plan was made, and it no longer fits.
    """
    sites = make_places(session, plan.sites, (), actor=actor, now=now)
    ids = [key for key, _ in plan.updates]
    known = {one.id: one for one in session.scalars(select(Headcount).where(Headcount.id.in_(ids)))}
    for key, values in plan.updates:
        change_headcount(session, known[key], values, actor=actor, now=now)
    rows = [
        {**values, "site_id": sites.get(values["site_id"], values["site_id"])}
        for values in plan.creations
    ]
    add_headcounts(session, rows, actor=actor, now=now)

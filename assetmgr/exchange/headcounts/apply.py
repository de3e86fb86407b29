"""Writing what a plan of headcounts says."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.exchange.changing import write_changes
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
    write_changes(session, Headcount, plan, change_headcount, actor=actor, now=now)
    rows = [
        {**values, "site_id": sites.get(values["site_id"], values["site_id"])}
        for values in plan.creations
    ]
    add_headcounts(session, rows, actor=actor, now=now)

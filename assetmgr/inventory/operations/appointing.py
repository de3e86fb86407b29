"""Naming the commission of a stocktake that is open already."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.inventory.models import Stocktake
from assetmgr.inventory.operations.holding import hold_open
from assetmgr.inventory.operations.trail import note
from assetmgr.inventory.policy.scope import Member


def appoint(
    session: Session,
    stocktake: Stocktake,
    commission: Sequence[Member],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Put these on the commission, and nobody else.

    Raises:
        Refused: the stocktake is closed.
    """
    hold_open(session, stocktake)
    before = {"commission": stocktake.commission}
    stocktake.commission = [asdict(member) for member in commission]
    after = {"commission": stocktake.commission}
    note(session, "appointed", stocktake, before, after, actor=actor, now=now)
    session.flush()

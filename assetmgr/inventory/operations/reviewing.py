"""Deciding what is done about findings, before the closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.inventory.codes import Decision
from assetmgr.inventory.models import Stocktake, StocktakeLine
from assetmgr.inventory.operations.holding import hold_open
from assetmgr.inventory.operations.trail import note
from assetmgr.inventory.policy.decisions import possible
from assetmgr.inventory.policy.reading import read
from assetmgr.inventory.queries.log import entries_of, lines_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided about a line, with their note (it may be empty)."""

    decision: Decision
    note: str = ""


def decide(
    session: Session,
    stocktake: Stocktake,
    verdicts: Mapping[int, Verdict],
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """Keep decisions by device; how many lines were reviewed. Nothing is applied before closing.

    Raises:
        Refused: the stocktake is closed, or a decision does not fit what was found by now.
    """
    hold_open(session, stocktake)
    findings = read(lines_of(session, stocktake.id), entries_of(session, stocktake.id)).findings
    lines = session.scalars(
        select(StocktakeLine).where(
            StocktakeLine.stocktake_id == stocktake.id, StocktakeLine.device_id.in_(verdicts)
        )
    ).all()
    for line in lines:
        verdict = verdicts[line.device_id]
        if verdict.decision not in possible(findings.get(line.device_id)):
            raise Refused(
                N_("%(tag)s: what was found changed meanwhile; look at it again."),
                tag=line.asset_tag,
            )
        line.decision, line.note = verdict.decision, verdict.note
    after = {line.asset_tag: line.decision for line in lines}
    note(session, "reviewed", stocktake, None, after, actor=actor, now=now)
    session.flush()
    return len(lines)

"""Deciding what is done about findings, before the closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.inventory.codes import Decision
from assetmgr.inventory.models import Stocktake, StocktakeLine
from assetmgr.inventory.operations.holding import hold_open
from assetmgr.inventory.operations.trail import note
from assetmgr.inventory.policy.decisions import decided, possible
from assetmgr.inventory.policy.reading import Finding, read
from assetmgr.inventory.policy.rows import Line
from assetmgr.inventory.queries.log import entries_of, lines_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided about a line, with their note (it may be empty).

    `was` is what they saw decided before; None: whatever it was.
    """

    decision: Decision
    note: str = ""
    was: Decision | None = None


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
        Refused: the stocktake is closed, or a decision does not fit what was found or decided by
            now; all such devices are named.
    """
    hold_open(session, stocktake)
    known = {line.device_id: line for line in lines_of(session, stocktake.id)}
    findings = read(known.values(), entries_of(session, stocktake.id)).findings
    lines = session.scalars(
        select(StocktakeLine).where(
            StocktakeLine.stocktake_id == stocktake.id, StocktakeLine.device_id.in_(verdicts)
        )
    ).all()
    stale = [
        line.asset_tag
        for line in lines
        if not _fits(verdicts[key := line.device_id], known[key], findings.get(key))
    ]
    if stale:
        raise Refused(N_("%(tags)s: changed meanwhile; look again."), tags=", ".join(stale))
    for line in lines:
        line.decision, line.note = verdicts[line.device_id].decision, verdicts[line.device_id].note
    flag_modified(stocktake, "title")  # its version tells other readers that something is new
    after = {line.asset_tag: line.decision for line in lines}
    note(session, "reviewed", stocktake, None, after, actor=actor, now=now)
    session.flush()
    return len(lines)


def _fits(verdict: Verdict, line: Line, finding: Finding | None) -> bool:
    """Whether a verdict may be given, and nobody decided otherwise since its giver looked."""
    now = decided(line, finding)
    return verdict.decision in possible(finding) and now in {verdict.was or now, verdict.decision}

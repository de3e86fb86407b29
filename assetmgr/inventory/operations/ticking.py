"""A preschool's small count: one page, closed at once, no phones and no commission."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.evidence.models import Source
from assetmgr.i18n.marks import N_
from assetmgr.inventory.codes import Action, Condition, Form
from assetmgr.inventory.models import Stocktake, StocktakeLine
from assetmgr.inventory.operations.closing import close
from assetmgr.inventory.operations.delivering import deliver
from assetmgr.inventory.operations.joining import enter
from assetmgr.inventory.operations.opening import EVERYTHING, open_stocktake
from assetmgr.inventory.operations.signing_off import sign_off
from assetmgr.inventory.policy.scope import Scope
from assetmgr.inventory.policy.told import Told


class Tick(StrEnum):
    """What a person said of a device: ir, nav, bojāta."""

    PRESENT = "present"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Ticked:
    """A tick with its note (it may be empty)."""

    tick: Tick
    note: str = ""


def count_by_ticks(
    session: Session,
    institution_id: int,
    ticks: Mapping[int, Ticked],
    *,
    title: str,
    scope: Scope = EVERYTHING,
    actor: Actor,
    now: datetime,
    today: date,
) -> Stocktake:
    """Count by the ticks of a page, by device, and close.

    What is there is told as a phone would tell it, so a small count has the same log and the same
    sum as any other. What is missing or damaged changes no status: LIP IT is told of it.

    Raises:
        NothingExpected: the institution has no such device.
        Refused: a device that is expected has no tick; nothing is counted then.
    """
    opened = open_stocktake(
        session, institution_id, title=title, scope=scope, form=Form.TICKED, actor=actor, now=now
    )
    stocktake = opened.stocktake
    lines = session.scalars(
        select(StocktakeLine)
        .where(StocktakeLine.stocktake_id == stocktake.id)
        .order_by(StocktakeLine.tag_key)
    ).all()
    if unticked := [line.asset_tag for line in lines if line.device_id not in ticks]:
        raise Refused(N_("Not ticked yet: %(tags)s."), field="ticks", tags=", ".join(unticked))
    for line in lines:
        line.note = ticks[line.device_id].note or None
    page = enter(session, stocktake, title, actor=actor, now=now).phone
    there = [line for line in lines if ticks[line.device_id].tick is not Tick.MISSING]
    told = [_told(number, one, ticks[one.device_id], now) for number, one in enumerate(there, 1)]
    session.flush()
    deliver(session, page.id, told, sent_at=now, now=now, source=Source.CHECK)
    sign_off(session, page.id, len(told), now=now)
    close(session, stocktake, actor=actor, now=now, today=today)
    return stocktake


def _told(number: int, line: StocktakeLine, ticked: Ticked, now: datetime) -> Told:
    damaged = ticked.tick is Tick.DAMAGED
    return Told(
        number=number,
        uuid=str(uuid4()),
        action=Action.SCAN,
        at=now,
        code=line.asset_tag,
        room_id=line.room_id,
        note=ticked.note or None,
        condition=Condition.DAMAGED if damaged else Condition.GOOD,
    )

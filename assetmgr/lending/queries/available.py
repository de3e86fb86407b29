"""What can be lent now, by institution and kind: counts that name no device and no person."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import BindParameter, Date, bindparam, func, select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import Device, Kind
from assetmgr.lending.policy.kinds import ALWAYS, CARRIED, FOR_PUPILS, FOR_TEACHERS
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.queries.queue import in_line

Key = tuple[int, int]
"""Institution and kind."""


@dataclass(frozen=True, slots=True)
class Available:
    """Devices of a kind that can be lent now, for pupils and for teachers, and who waits for one.

    The shared pool is counted for both. `waiting` counts requests of pupils and teachers together.
    """

    kind_id: int
    code: str
    name_lv: str
    name_en: str
    pupils: int = 0
    teachers: int = 0
    waiting: int = 0


_KINDS: Final = (
    select(Kind.id, Kind.code, Kind.name_lv, Kind.name_en)
    .where(Kind.code.in_(sorted(CARRIED)))
    .order_by(Kind.position)
)
_PLACES: Final[BindParameter[Any]] = bindparam("places", expanding=True)
_FREE: Final = (
    select(Device.institution_id, Device.kind_id, Device.purpose, func.count())
    .join(Kind, Kind.id == Device.kind_id)
    .where(
        Device.institution_id.in_(_PLACES),
        Device.status == Status.AVAILABLE,
        Device.purpose.in_(sorted({*FOR_PUPILS, *FOR_TEACHERS})),
        Device.voided_at.is_(None),
        Kind.code.in_(sorted(CARRIED)),
    )
    .group_by(Device.institution_id, Device.kind_id, Device.purpose)
)
_WAITING: Final = (
    select(LoanRequest.institution_id, LoanRequest.kind_id, func.count())
    .where(
        LoanRequest.institution_id.in_(_PLACES),
        in_line(bindparam("today", type_=Date)),
        LoanRequest.sensitive.is_(False),
    )
    .group_by(LoanRequest.institution_id, LoanRequest.kind_id)
)
"""Made once, these three: every borrower's first page asks them."""


def available(
    session: Session, institution_ids: Collection[int], today: date
) -> dict[int, tuple[Available, ...]]:
    """What each of the institutions can lend now: the usual kinds, and others where there are any.

    The institutions must be of the caller's own scope: a borrower's reads no devices, so the counts
    are read past it.
    """
    places = sorted(set(institution_ids))
    with system_scope(session, reason="what can be lent is no secret, and counts name nobody"):
        kinds = session.execute(_KINDS).all()
        free, waiting = _free(session, places), _waiting(session, places, today)
    offered = [Available(*kind) for kind in kinds]
    offered.sort(key=lambda one: ALWAYS.index(one.code) if one.code in ALWAYS else len(ALWAYS))
    return {place: tuple(_lines(place, offered, free, waiting)) for place in places}


def _free(session: Session, places: list[int]) -> dict[Key, dict[Purpose, int]]:
    counts: defaultdict[Key, dict[Purpose, int]] = defaultdict(dict)
    for place, kind, purpose, count in session.execute(_FREE, {"places": places}):
        counts[place, kind][purpose] = count
    return counts


def _waiting(session: Session, places: list[int], today: date) -> dict[Key, int]:
    rows = session.execute(_WAITING, {"places": places, "today": today})
    return {(place, kind): count for place, kind, count in rows}


def _lines(
    place: int,
    offered: list[Available],
    free: dict[Key, dict[Purpose, int]],
    waiting: dict[Key, int],
) -> Iterator[Available]:
    for kind in offered:
        key = (place, kind.kind_id)
        there = free.get(key, {})
        pupils = sum(there.get(purpose, 0) for purpose in FOR_PUPILS)
        teachers = sum(there.get(purpose, 0) for purpose in FOR_TEACHERS)
        waits = waiting.get(key, 0)
        if kind.code in ALWAYS or pupils or teachers or waits:
            yield Available(
                kind.kind_id, kind.code, kind.name_lv, kind.name_en, pupils, teachers, waits
            )

"""Three stocktakes: one closed, one half done, and a preschool's small count."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor, Via
from assetmgr.db.batches import batches
from assetmgr.demo.chance import pick, share
from assetmgr.demo.operations.places import Places
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.inventory.codes import Action, Condition, Decision
from assetmgr.inventory.models import Stocktake, StocktakeLine
from assetmgr.inventory.operations.closing import close
from assetmgr.inventory.operations.delivering import deliver
from assetmgr.inventory.operations.joining import join
from assetmgr.inventory.operations.opening import open_stocktake
from assetmgr.inventory.operations.reviewing import Verdict, decide
from assetmgr.inventory.operations.signing_off import sign_off
from assetmgr.inventory.operations.ticking import Tick, Ticked, count_by_ticks
from assetmgr.inventory.policy.scope import Member, Scope
from assetmgr.inventory.policy.told import Told

CLOSED: Final = "RAI"
HALF_DONE: Final = "DAV"
SMALL: Final = "PUCI"
_HEAD: Final = Actor("Skolas direktors", Via.DEMO)
_COMMISSION: Final = (
    Member("Skolas direktors", "komisijas priekšsēdētājs"),
    Member("Skolas administrators", "datortīkla administrators"),
    Member("Skolas bibliotekārs", "bibliotekārs"),
)
_PHONES: Final = ("Bibliotēkas tālrunis", "Administratora tālrunis")
_UUIDS: Final = UUID("9d6c2d4e-5a52-4a5b-8a3f-2f3f6f0f7a11")
_COUNTING: Final = Actor("Skolas bibliotekārs", Via.DEMO)
_BATCH: Final = 200
_PACE: Final = timedelta(seconds=7)
_MISSING, _AWAY, _AGAIN, _DAMAGED = 0.03, 0.07, 0.98, 0.012
_DAMAGEABLE: Final = frozenset({Status.IN_USE, Status.AVAILABLE, Status.IN_RESERVE})
"""From these a device may become one that needs repair."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What a phone reads, and what is said of it."""

    code: str
    room_id: int | None = None
    note: str | None = None
    condition: Condition | None = None
    move_here: bool | None = None


def load_stocktakes(session: Session, places: Places, until: date) -> None:
    """Count as people would on the day `until`, by the operations that the pages use."""
    _load_closed(session, places, until)
    _load_half_done(session, places, until)
    _load_small(session, places, until)


def _load_closed(session: Session, places: Places, until: date) -> None:
    """Most are found, some in another room, a few are damaged or missing."""
    scope = Scope(kinds=("chromebook", "laptop"))
    opened = _opened(session, places, CLOSED, scope, _on(until, 6))
    lines = _lines(session, opened)
    rooms = _rooms(places, CLOSED)
    strange = [
        Scan("K-04", rooms[0]),
        Scan("HTTPS://WWW.EXAMPLE.COM/?LAPA=12", rooms[1]),
        Scan(_first_tag(session, places, CLOSED, "tablet"), rooms[0]),
        Scan(_first_tag(session, places, HALF_DONE, "chromebook"), rooms[0]),
    ]
    for number, name in enumerate(_PHONES):
        told = [*_scans(lines[number :: len(_PHONES)], rooms), *strange[number :: len(_PHONES)]]
        _count(session, opened, name, told, _on(until, 8))
    verdicts = {
        line.device_id: Verdict(Decision.NEEDS_REPAIR) for line in lines if _is_damaged(line)
    }
    decide(session, opened, verdicts, actor=_HEAD, now=_on(until, 13))
    close(session, opened, actor=_HEAD, now=_on(until, 14), today=until)


def _load_half_done(session: Session, places: Places, until: date) -> None:
    """Every second room is counted, and the phone has not signed off."""
    opened = _opened(session, places, HALF_DONE, Scope(), _on(until, 7))
    rooms = _rooms(places, HALF_DONE)
    counted = set(rooms[::2])
    lines = [line for line in _lines(session, opened) if line.room_id in counted]
    foreign = Scan(_first_tag(session, places, CLOSED, "chromebook"), rooms[0])
    told = [*_scans(lines, rooms), foreign, Scan("P-3", rooms[0])]
    _count(session, opened, _PHONES[0], told, _on(until, 9), is_done=False)


def _load_small(session: Session, places: Places, until: date) -> None:
    """A preschool's tablets: one is gone, one has a broken screen."""
    institution_id, kind_id = places.institutions[SMALL], places.kinds["tablet"]
    tablets = session.scalars(
        select(Device.id)
        .where(Device.institution_id == institution_id, Device.kind_id == kind_id)
        .order_by(Device.tag_key)
    ).all()
    ticks = dict.fromkeys(tablets, Ticked(Tick.PRESENT))
    ticks[tablets[0]] = Ticked(Tick.MISSING, "Pēc remonta grupā nav atgriezta")
    ticks[tablets[1]] = Ticked(Tick.DAMAGED, "Plaisa ekrānā")
    count_by_ticks(
        session,
        institution_id,
        ticks,
        title="Planšetdatori",
        scope=Scope(kinds=("tablet",)),
        actor=Actor("Vadītāja vietniece", Via.DEMO),
        now=_on(until, 10),
        today=until,
    )


def _opened(session: Session, places: Places, code: str, scope: Scope, now: datetime) -> Stocktake:
    return open_stocktake(
        session,
        places.institutions[code],
        title=f"Inventarizācija {now.year}",
        scope=scope,
        commission=_COMMISSION,
        actor=_HEAD,
        now=now,
    ).stocktake


def _lines(session: Session, stocktake: Stocktake) -> Sequence[StocktakeLine]:
    """In the order of a walk: room by room."""
    return session.scalars(
        select(StocktakeLine)
        .where(StocktakeLine.stocktake_id == stocktake.id)
        .order_by(StocktakeLine.room, StocktakeLine.tag_key)
    ).all()


def _rooms(places: Places, code: str) -> list[int]:
    return [key for (institution, _), key in places.rooms.items() if institution == code]


def _scans(lines: Sequence[StocktakeLine], rooms: list[int]) -> Iterator[Scan]:
    """What a phone reads: 3 in 100 are not there, 4 in another room, 2 are scanned twice."""
    for line in lines:
        chance = share("scan", line.asset_tag)
        if chance < _MISSING:
            continue
        is_away = chance < _AWAY
        room_id = pick(rooms, "away", line.asset_tag) if is_away else line.room_id
        damaged = _is_damaged(line)
        scan = Scan(
            code=line.asset_tag,
            room_id=room_id,
            note="Plaisa korpusā" if damaged else None,
            condition=Condition.DAMAGED if damaged else None,
            move_here=True if is_away and chance < (_MISSING + _AWAY) / 2 else None,
        )
        yield scan
        if chance > _AGAIN:
            yield scan


def _first_tag(session: Session, places: Places, code: str, kind: str) -> str:
    return session.scalars(
        select(Device.asset_tag)
        .where(
            Device.institution_id == places.institutions[code],
            Device.kind_id == places.kinds[kind],
            Device.status == Status.IN_USE,
        )
        .order_by(Device.tag_key)
        .limit(1)
    ).one()


def _is_damaged(line: StocktakeLine) -> bool:
    chance = share("damaged", line.asset_tag)
    is_there = share("scan", line.asset_tag) >= _AWAY
    return is_there and line.status in _DAMAGEABLE and chance < _DAMAGED


def _count(
    session: Session,
    stocktake: Stocktake,
    name: str,
    scans: Sequence[Scan],
    begin: datetime,
    *,
    is_done: bool = True,
) -> None:
    """A phone joins, scans one device every seven seconds, delivers, and signs off."""
    phone = join(session, stocktake, name, actor=_COUNTING, now=begin).phone
    told = [
        Told(
            number=number,
            uuid=str(uuid5(_UUIDS, f"{stocktake.id}:{name}:{number}")),
            action=Action.SCAN,
            at=begin + number * _PACE,
            **asdict(scan),
        )
        for number, scan in enumerate(scans, start=1)
    ]
    for batch in batches(told, _BATCH):
        arrived = batch[-1].at + _PACE
        deliver(session, phone.id, batch, sent_at=arrived, now=arrived)
    if is_done:
        sign_off(session, phone.id, len(told), now=told[-1].at + 2 * _PACE)


def _on(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, tzinfo=UTC))

"""Write-offs in June, and what is bought in their place in August."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from assetmgr.demo.calendar import monday
from assetmgr.demo.catalog import Delivery
from assetmgr.demo.chance import share
from assetmgr.demo.draft import Bought, Draft
from assetmgr.demo.names import Namer
from assetmgr.demo.rows import PlannedRoom
from assetmgr.demo.tables import table
from assetmgr.devices.policy.life import minus_years

_BROKEN = frozenset({"permanently_damaged", "damaged"})
_AGEING = frozenset({"in_use", "available", "in_reserve", "needs_repair"})
_MISSING = frozenset({"lost", "stolen"})


@dataclass(frozen=True, slots=True)
class _Life:
    years: int
    replaced_by: str
    write_off_share: float


def write_offs(drafts: list[Draft], year: int) -> None:
    """On the third Monday of June of `year`: the broken, some of the missing and of the old."""
    day = monday(date(year, 6, 15))
    for draft in drafts:
        if draft.last_change < day and _to_go(draft, day):
            draft.become("written_off", day)


def _to_go(draft: Draft, day: date) -> bool:
    drawn = share("write-off", draft.tag, day.year)
    if draft.status in _MISSING:
        return drawn < 0.5
    life = _life(draft.first.kind)
    old = _past(draft, day, life) and drawn < life.write_off_share
    return draft.status in _BROKEN or (draft.status in _AGEING and old)


def _past(draft: Draft, day: date, life: _Life) -> bool:
    acquired, aue = draft.first.acquired_on, draft.first.aue
    return (acquired is None or acquired <= minus_years(day, life.years)) or (
        aue is not None and aue < day
    )


def replacements(drafts: list[Draft], namer: Namer, year: int) -> list[Draft]:
    """On the third Monday of August of `year`: one new device for each that no longer counts."""
    day = monday(date(year, 8, 15))
    bought = []
    for draft in drafts:
        if not draft.counts and not draft.replaced:
            draft.replaced = True
            bought.append((_replacement(draft, day), draft))
    bought.sort(key=lambda pair: (pair[0].kind, pair[0].institution, pair[0].site, pair[1].tag))
    return [_arrived(delivery, old, namer, day) for delivery, old in bought]


def _replacement(old: Draft, day: date) -> Delivery:
    kind = _life(old.first.kind).replaced_by or old.first.kind
    return Delivery(old.institution, old.site, kind, old.first.purpose, day)


def _arrived(delivery: Delivery, old: Draft, namer: Namer, day: date) -> Draft:
    names = namer.name(delivery.kind, delivery.model.manufacturer)
    room = PlannedRoom(old.institution, old.site, "", 0, old.room, "")
    return Bought(delivery, day).device(names, room)


def _life(kind: str) -> _Life:
    return _lives().get(kind, _lives()["other"])


@cache
def _lives() -> dict[str, _Life]:
    return {
        row["kind"]: _Life(
            int(row["life_years"]), row["replaced_by"], float(row["write_off_share"])
        )
        for row in table("lives")
    }

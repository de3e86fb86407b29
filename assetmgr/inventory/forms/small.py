"""What was ticked off on the page of a small count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import lazy_gettext as _

from assetmgr.inventory.operations.ticking import Tick, Ticked
from assetmgr.inventory.queries.small import Tile

LONGEST: Final = 500
TICK_WORDS: Final[Mapping[Tick, Any]] = {
    Tick.PRESENT: _("here"),
    Tick.MISSING: _("not here"),
    Tick.DAMAGED: _("damaged"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was told of one device; `tick` is None where nothing was chosen."""

    tile: Tile
    tick: Tick | None
    note: str


def answers(told: Mapping[str, str], tiles: Iterable[Tile]) -> tuple[Answer, ...]:
    """Read what a form told of these devices."""
    return tuple(_answer(told, tile) for tile in tiles)


def ticks(found: Iterable[Answer]) -> dict[int, Ticked]:
    """What was chosen, by device; a note counts beside 'damaged' alone."""
    return {
        one.tile.device_id: Ticked(one.tick, one.note if one.tick is Tick.DAMAGED else "")
        for one in found
        if one.tick is not None
    }


def _answer(told: Mapping[str, str], tile: Tile) -> Answer:
    tick = told.get(f"tick-{tile.device_id}", "")
    note = told.get(f"note-{tile.device_id}", "").strip()[:LONGEST]
    return Answer(tile, Tick(tick) if tick in set(Tick) else None, note)

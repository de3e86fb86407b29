"""The years after 2024-09-01, one school year after another (invented)."""

from datetime import date

from assetmgr.demo.arrivals import Span, deliveries, moves
from assetmgr.demo.commission import replacements, write_offs
from assetmgr.demo.draft import Draft
from assetmgr.demo.fleet import fleet_of_2024
from assetmgr.demo.incidents import incidents
from assetmgr.demo.names import Namer
from assetmgr.demo.placing import Placer
from assetmgr.demo.rows import PlannedDevice, PlannedRoom
from assetmgr.demo.tables import BASELINE


def devices(until: date, rooms: tuple[PlannedRoom, ...]) -> tuple[PlannedDevice, ...]:
    """Every device that was entered by the end of the day `until`, with its changes up to then.

    Whole school years are lived through and then cut, so that the end changes nothing before it.
    """
    namer, placer = Namer(), Placer(rooms)
    drafts = fleet_of_2024(namer, placer)
    year = BASELINE.year
    while date(year, 9, 1) <= until:
        _school_year(drafts, year, namer, placer)
        year += 1
    return tuple(draft.row(until) for draft in drafts if draft.first.entered_on <= until)


def _school_year(drafts: list[Draft], year: int, namer: Namer, placer: Placer) -> None:
    teaching = Span(date(year, 9, 1), date(year + 1, 6, 1))
    summer = Span(date(year + 1, 6, 1), date(year + 1, 9, 1))
    incidents(drafts, year)
    moves(drafts, teaching, placer)
    arrived = deliveries(teaching, namer, placer)
    write_offs(drafts, year + 1)
    arrived += deliveries(summer, namer, placer)
    arrived += replacements(drafts, namer, year + 1)
    drafts += arrived
    moves(drafts, summer, placer)

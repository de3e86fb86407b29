"""The devices of 2024-09-01, expanded from counts by place, kind, purpose and band of age."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assetmgr.demo.calendar import monday_between
from assetmgr.demo.catalog import Delivery
from assetmgr.demo.chance import pick, share
from assetmgr.demo.draft import Bought, Draft
from assetmgr.demo.names import Namer
from assetmgr.demo.placing import Placer
from assetmgr.demo.tables import day, table

_BANDS = ("older", "five", "middle", "young", "unknown")
_BATCH = 24
"""About so many like devices arrive together."""

_ENTERED_UNDATED = date(2023, 1, 9)
"""When a device without a known day of acquisition was entered."""

_GONE_KINDS = frozenset({"desktop", "laptop", "tablet", "chromebook", "projector"})
_COUNTS_FOR_ONE_GONE = 30
_LAST_QUIET_DAY = date(2024, 8, 19)


@dataclass(frozen=True, slots=True)
class _Arrival:
    """One device of a delivery; `gone` if it left before 2024-09-01."""

    delivery: Delivery
    gone: bool

    @property
    def entered_on(self) -> date:
        return self.delivery.day or _ENTERED_UNDATED


def fleet_of_2024(namer: Namer, placer: Placer) -> list[Draft]:
    """Every device known on 2024-09-01, some of them written off or lost by then."""
    arrivals = sorted(_arrivals(), key=_order)
    return [_settled(_arrived(arrival, namer, placer), arrival) for arrival in arrivals]


def _arrivals() -> Iterator[_Arrival]:
    for row in table("fleet"):
        for band in _BANDS:
            for number in range(int(row[band])):
                yield _Arrival(_delivery(row, band, number), gone=False)
        if row["kind"] in _GONE_KINDS:
            for _ in range(sum(int(row[band]) for band in _BANDS) // _COUNTS_FOR_ONE_GONE):
                yield _Arrival(_delivery(row, _oldest_band(row["kind"]), 0), gone=True)


def _delivery(row: dict[str, str], band: str, number: int) -> Delivery:
    """The delivery of the n-th device of a row's band; each batch draws its day."""
    place = (row["institution"], row["site"], row["kind"], row["purpose"])
    if band == "unknown":
        return Delivery(*place, None)
    return Delivery(*place, pick(_days(row["kind"], band), *place, band, number // _BATCH))


def _oldest_band(kind: str) -> str:
    return "middle" if kind == "chromebook" else "older"


def _days(kind: str, band: str) -> list[date]:
    """The delivery days of the kind in the band, or those of all other kinds."""
    rows = [row for row in table("delivery_days") if row["band"] == band]
    own = [row for row in rows if row["kind"] == kind]
    return [day(row["day"]) for row in own or rows if row["kind"] in ("", kind)]


def _order(arrival: _Arrival) -> tuple[date, str, str, str, str, bool]:
    at = arrival.delivery
    return (arrival.entered_on, at.kind, at.institution, at.site, at.purpose, arrival.gone)


def _arrived(arrival: _Arrival, namer: Namer, placer: Placer) -> Draft:
    at = arrival.delivery
    names = namer.name(at.kind, at.model.manufacturer)
    gone_from = placer.storage(at.institution)
    room = gone_from if arrival.gone else placer.place(at.institution, at.site, at.kind, at.purpose)
    return Bought(at, arrival.entered_on).device(names, room)


def _settled(draft: Draft, arrival: _Arrival) -> Draft:
    if arrival.gone:
        return _left(draft)
    drawn = share("settled", draft.tag)
    for below, status in _STATUSES:
        if drawn < below:
            draft.become(status, _between(draft, date(2024, 3, 4)))
            break
    return draft


_STATUSES = (
    (0.028, "available"),
    (0.036, "in_reserve"),
    (0.05, "needs_repair"),
    (0.054, "damaged"),
)
"""The share of 2024-09-01 below which a device is in the status; the rest is in use."""


def _left(draft: Draft) -> Draft:
    drawn = share("gone", draft.tag)
    status = "lost" if drawn < 0.12 else "stolen" if drawn < 0.15 else "written_off"
    draft.become(status, _between(draft, date(2021, 9, 6)))
    draft.replaced = True
    return draft


def _between(draft: Draft, first: date) -> date:
    """A Monday after the device came, not before `first`, and before 2024-09-01."""
    start = max(first, date.fromordinal(draft.first.entered_on.toordinal() + 1))
    return monday_between(start, max(start, _LAST_QUIET_DAY), share("settled on", draft.tag))

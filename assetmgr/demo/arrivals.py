"""Deliveries on top of replacement, and devices that move between institutions."""

from dataclasses import dataclass
from datetime import date

from assetmgr.demo.catalog import Delivery
from assetmgr.demo.chance import share
from assetmgr.demo.draft import Bought, Draft
from assetmgr.demo.names import Namer
from assetmgr.demo.placing import Placer
from assetmgr.demo.tables import day, table


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` on, before `end`."""

    first: date
    end: date

    def holds(self, on: date) -> bool:
        """Whether the day lies within."""
        return self.first <= on < self.end


def deliveries(span: Span, namer: Namer, placer: Placer) -> list[Draft]:
    """The new devices of data/deliveries.csv that arrive within the span, in that file's order."""
    arrived = []
    for row in table("deliveries"):
        if span.holds(on := day(row["acquired_on"])):
            place = (row["institution"], row["site"], row["kind"], row["purpose"])
            bought = Bought(Delivery(*place, on, row["funding"]), on)
            for _ in range(int(row["count"])):
                names = namer.name(row["kind"], bought.delivery.model.manufacturer)
                arrived.append(bought.device(names, placer.place(*place)))
    return arrived


def moves(drafts: list[Draft], span: Span, placer: Placer) -> None:
    """The moves of data/moves.csv within the span; devices in use that nothing befell lately go."""
    for row in table("moves"):
        if span.holds(on := day(row["day"])):
            for draft in _movers(drafts, row, on):
                draft.move(placer.storage(row["to_institution"]), on)


def _movers(drafts: list[Draft], row: dict[str, str], on: date) -> list[Draft]:
    wanted = (row["from_institution"], row["kind"], row["purpose"])
    there = [
        draft
        for draft in drafts
        if (draft.institution, draft.first.kind, draft.first.purpose) == wanted
        and draft.status == "in_use"
        and draft.last_change < on
    ]
    there.sort(key=lambda draft: share("move", draft.tag, on))
    return there[: int(row["count"])]

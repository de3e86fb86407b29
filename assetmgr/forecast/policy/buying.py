"""What a year's money buys: replacements in their turn, then devices towards targets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from heapq import heapify, heappop, heapreplace

from assetmgr.forecast.policy.due import Lot
from assetmgr.forecast.policy.scenario import Aim
from assetmgr.indicators.policy.ratio import RatioRow


@dataclass(frozen=True, slots=True)
class Bought:
    """What was bought and what was left of the queue; `budget` is the rest, None: no cap."""

    lots: tuple[Lot, ...]
    carried: tuple[Lot, ...]
    budget: Fraction | None


def replace_in_turn(
    queue: Sequence[Lot], prices: dict[str, Fraction], budget: Fraction | None
) -> Bought:
    """Replaces the queue from its head, whole devices, until the first that does not fit.

    `queue` is in the order of `Lot.turn`; `prices` are a device's by kind, this year.
    """
    if budget is None:
        return Bought(tuple(queue), (), None)
    for place, lot in enumerate(queue):
        affordable = _affordable(lot.count, prices[lot.kind], budget)
        budget -= affordable * prices[lot.kind]
        if affordable < lot.count:
            bought = (*queue[:place], *_part(lot, affordable))
            carried = (*_part(lot, lot.count - affordable), *queue[place + 1 :])
            return Bought(bought, carried, budget)
    return Bought(tuple(queue), (), budget)


@dataclass(frozen=True, slots=True)
class Want:
    """An institution that lacks devices for an aim: they would be of this purpose."""

    aim: Aim
    purpose: str
    row: RatioRow


def buy_towards(
    wants: Iterable[Want], prices: dict[str, Fraction], budget: Fraction | None
) -> dict[tuple[str, str, str], int]:
    """Devices bought towards targets, by (institution, kind, purpose).

    They go one by one to where the ratio is worst against its target, one without any device
    first, until nobody lacks any or the first does not fit.
    """
    wanted = [(want, want.row.lacks(want.aim.value) or 0) for want in wants]
    wanted = [(want, lacking) for want, lacking in wanted if lacking]
    if budget is None:
        return {_key(want): lacking for want, lacking in wanted}
    return _worst_first(wanted, prices, budget)


def _worst_first(
    wanted: Sequence[tuple[Want, int]], prices: dict[str, Fraction], budget: Fraction
) -> dict[tuple[str, str, str], int]:
    bought: dict[tuple[str, str, str], int] = {}
    heap = [(*_urgency(want, 0), index) for index, (want, _) in enumerate(wanted)]
    heapify(heap)
    while heap:
        index = heap[0][-1]
        want, lacking = wanted[index]
        price = prices[want.aim.buys]
        if price > budget:
            break
        budget -= price
        count = bought[_key(want)] = bought.get(_key(want), 0) + 1
        if count == lacking:
            heappop(heap)
        else:
            heapreplace(heap, (*_urgency(want, count), index))
    return bought


def _urgency(want: Want, bought: int) -> tuple[bool, Fraction, str, str]:
    """Smallest is most urgent: none at all, then the most people per device over the target."""
    devices = want.row.devices + bought
    people = Fraction(want.row.headcount or 0)
    excess = people / Fraction(want.aim.value) / max(1, devices)
    return devices > 0, -excess, want.row.institution, want.aim.indicator


def _key(want: Want) -> tuple[str, str, str]:
    return want.row.institution, want.aim.buys, want.purpose


def _affordable(count: int, price: Fraction, budget: Fraction) -> int:
    return count if price * count <= budget else int(budget // price)


def _part(lot: Lot, count: int) -> tuple[Lot, ...]:
    return (replace(lot, count=count),) if count else ()

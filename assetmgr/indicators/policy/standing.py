"""Where one institution stands against a provision target, measure by measure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import ceil

from assetmgr.indicators.policy.provision_targets import ProvisionTarget
from assetmgr.indicators.policy.rows import Cohort, Told, told_sum


@dataclass(frozen=True, slots=True)
class Rooms:
    """Rooms of one use by the register: `equipped` have a computer and a room display."""

    total: int
    equipped: int


@dataclass(frozen=True, slots=True)
class Demand:
    """Pupils' requests of a school year: `asked` (but for withdrawn ones), `served` of them."""

    asked: int
    served: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the register holds on the day.

    `floors`: institution -> floors of its teaching buildings. `open_access`: institution -> site
    -> computers of purpose open_access, with a site that has none as 0. `rooms`: institution ->
    headcount column ('classrooms', 'group_rooms') -> rooms of that use, which stand in where the
    headcount does not tell how many are equipped. `demand`: institution -> requests to take
    devices home. An absent institution is not told.
    """

    cohorts: tuple[Cohort, ...]
    told: Told
    floors: Mapping[str, int] = field(default_factory=dict)
    open_access: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    rooms: Mapping[str, Mapping[str, Rooms]] = field(default_factory=dict)
    demand: Mapping[str, Demand] = field(default_factory=dict)

    def devices(self, institution: str, target: ProvisionTarget) -> int:
        """Devices of an institution of the target's kinds and purposes; an empty set is any."""
        return sum(
            cohort.count
            for cohort in self.cohorts
            if cohort.institution == institution
            and (not target.kinds or cohort.kind in target.kinds)
            and (not target.purposes or cohort.purpose in target.purposes)
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """One institution: numerator and denominator of its value, and how many it `lacks`.

    `lacks` counts what the measure counts (devices, rooms, administrators, institutions). Where
    `told` is false nothing is known: it can't be judged.
    """

    institution: str
    numerator: Decimal | None
    denominator: Decimal | None
    lacks: int
    told: bool = True


Measure = Callable[[ProvisionTarget, str, Facts], Standing]


def unknown(institution: str) -> Standing:
    """An institution that told nothing of what the target needs."""
    return Standing(institution, None, None, lacks=0, told=False)


def people_per_device(target: ProvisionTarget, institution: str, facts: Facts) -> Standing:
    """People (told) per device; lacks devices."""
    people = told_sum(facts.told, institution, target.columns)
    if people is None:
        return unknown(institution)
    devices = facts.devices(institution, target)
    needed = ceil(Fraction(people) / Fraction(target.target.value))
    return Standing(institution, people, Decimal(devices), max(0, needed - devices))


def devices_per_floor(target: ProvisionTarget, institution: str, facts: Facts) -> Standing:
    """Devices per floor of the teaching buildings; lacks devices."""
    floors = facts.floors.get(institution)
    if floors is None:
        return unknown(institution)
    devices = facts.devices(institution, target)
    needed = ceil(target.target.value * floors)
    return Standing(institution, Decimal(devices), Decimal(floors), max(0, needed - devices))


def rooms_equipped(target: ProvisionTarget, institution: str, facts: Facts) -> Standing:
    """Percent of rooms equipped; lacks rooms. What is told goes before what rooms say."""
    equipped_column, rooms_column = target.columns
    equipped = told_sum(facts.told, institution, [equipped_column])
    rooms = told_sum(facts.told, institution, [rooms_column])
    if equipped is None or rooms is None:
        known = facts.rooms.get(institution, {}).get(rooms_column)
        if known is None:
            return unknown(institution)
        equipped, rooms = Decimal(known.equipped), Decimal(known.total)
    needed = ceil(rooms * target.target.value / 100)
    return Standing(institution, equipped * 100, rooms, max(0, needed - int(equipped)))


def reaches_threshold(target: ProvisionTarget, institution: str, facts: Facts) -> Standing:
    """Whether what is told reaches the target; one without data does not (as in 3a and 3b)."""
    value = told_sum(facts.told, institution, target.columns)
    met = value is not None and value >= target.target.value
    percent = Decimal(100 if met else 0)
    return Standing(institution, percent, Decimal(1), int(not met), told=value is not None)


def open_access(target: ProvisionTarget, institution: str, facts: Facts) -> Standing:
    """Open-access computers, some at every site; lacks computers."""
    sites = facts.open_access.get(institution)
    if sites is None:
        return unknown(institution)
    total = sum(sites.values())
    bare_sites = sum(count == 0 for count in sites.values())
    lacks = max(int(target.target.value) - total, bare_sites)
    return Standing(institution, Decimal(total), None, max(0, lacks))


def users_per_admin(target: ProvisionTarget, institution: str, facts: Facts) -> Standing:
    """ICT users per administrator, of whom there is at least one; lacks administrators."""
    users_column, admins_column = target.columns
    users = told_sum(facts.told, institution, [users_column])
    admins = told_sum(facts.told, institution, [admins_column])
    if users is None or admins is None:
        return unknown(institution)
    needed = max(1, ceil(Fraction(users) / Fraction(target.target.value)))
    return Standing(institution, users, admins, max(0, ceil(needed - admins)))


def devices_in_pool(target: ProvisionTarget, institution: str, facts: Facts) -> Standing:
    """Devices of the pool that an institution holds; what lacks is seen in the total alone."""
    return Standing(institution, Decimal(facts.devices(institution, target)), None, lacks=0)


def requests_served(target: ProvisionTarget, institution: str, facts: Facts) -> Standing:
    """Percent of the school year's requests that were served; lacks devices.

    Nobody asked: nothing is known, as no demand and an unused desk look alike.
    """
    demand = facts.demand.get(institution)
    if demand is None or not demand.asked:
        return unknown(institution)
    served = Decimal(100 * demand.served)
    return Standing(institution, served, Decimal(demand.asked), demand.asked - demand.served)


MEASURES: Mapping[str, Measure] = {
    "ratio": people_per_device,
    "per_floor": devices_per_floor,
    "share": rooms_equipped,
    "coverage": reaches_threshold,
    "open_access": open_access,
    "per_admin": users_per_admin,
    "pool": devices_in_pool,
    "requests": requests_served,
}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "per_floor": ("floors",),
    "open_access": ("sites",),
    "requests": ("loan_requests",),
}
"""What a measure needs beside headcount columns, by the word the page has for it."""

"""The rows of the demo plan: plain facts, ready to be loaded into a register.

Codes (kind, purpose, status, funding, room use) are those of the device file. A value of None is
'not told', never zero. Every date is a plain date.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Change = tuple[date, dict[str, str]]


@dataclass(frozen=True, slots=True)
class PlannedInstitution:
    """One school, preschool or pool owner; `type` is school, preschool or other."""

    code: str
    name: str
    short_name: str
    type: str
    contact_name: str
    contact_email: str


@dataclass(frozen=True, slots=True)
class PlannedSite:
    """One address of an institution; its key is (institution, name)."""

    institution: str
    name: str


@dataclass(frozen=True, slots=True)
class PlannedBuilding:
    """One building (korpuss) of a site; its key is (institution, site, name)."""

    institution: str
    site: str
    name: str
    floors: int
    teaching: bool


@dataclass(frozen=True, slots=True)
class PlannedRoom:
    """One room; its name is unique within the institution. `use` is a room use code."""

    institution: str
    site: str
    building: str
    floor: int
    name: str
    use: str


@dataclass(frozen=True, slots=True)
class PlannedHeadcount:
    """What an institution (or one of its sites, where it has several) told of itself on a day."""

    institution: str
    site: str
    as_of: date
    pupils: int | None = None
    pupils_5_6: int | None = None
    teachers: int | None = None
    teacher_fte: Decimal | None = None
    support_staff_fte: Decimal | None = None
    admin_staff: int | None = None
    it_admins: int | None = None
    it_admin_fte: Decimal | None = None
    ict_users: int | None = None
    classrooms: int | None = None
    classrooms_equipped: int | None = None
    group_rooms: int | None = None
    group_rooms_equipped: int | None = None
    internet_mbps: int | None = None
    wifi: bool | None = None


@dataclass(frozen=True, slots=True)
class PlannedNeed:
    """How many devices of a kind an institution still needs; audience is pupils or teachers."""

    institution: str
    site: str
    as_of: date
    audience: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class PlannedFact:
    """A figure told by an institution for which the headcount file has no column."""

    institution: str
    as_of: date
    name: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class PlannedDevice:
    """One device as it entered the register, and what changed later.

    The columns are those of the device file in its first state, which holds from `entered_on`
    (the day of acquisition, or of the entry where that day is not known). `changes` are dated,
    ascending, at most one for a day, and name only the columns that changed: `status`, `room`,
    `site`, `institution`. A changed institution comes with its site and room.
    """

    asset_tag: str
    inventory_number: str
    serial_number: str
    kind: str
    manufacturer: str
    model: str
    institution: str
    site: str
    room: str
    purpose: str
    status: str
    acquired_on: date | None
    price_eur: Decimal | None
    funding: str
    warranty_until: date | None
    aue: date | None
    notes: str
    entered_on: date
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the demo register holds at the end of the day `until`."""

    until: date
    institutions: tuple[PlannedInstitution, ...]
    sites: tuple[PlannedSite, ...]
    buildings: tuple[PlannedBuilding, ...]
    rooms: tuple[PlannedRoom, ...]
    headcounts: tuple[PlannedHeadcount, ...]
    needs: tuple[PlannedNeed, ...]
    facts: tuple[PlannedFact, ...]
    devices: tuple[PlannedDevice, ...]

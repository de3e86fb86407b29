"""Rooms: as many classrooms and group rooms as were told, and the usual rest."""

from collections.abc import Iterator

from assetmgr.demo.rows import PlannedBuilding, PlannedRoom
from assetmgr.demo.tables import table

_CLASSROOMS_NOT_TOLD = 18
_PUPILS_IN_COMPUTER_CLASS = 24

_SCHOOL_REST = (
    ("Bibliotēka", 1, "library"),
    ("Skolotāju istaba", 2, "office"),
    ("Kanceleja", 1, "office"),
    ("Noliktava", 1, "storage"),
    ("Serveru telpa", 1, "other"),
    ("Aktu zāle", 1, "other"),
)
_PRESCHOOL_REST = (
    ("Metodiskais kabinets", 2, "office"),
    ("Vadītāja kabinets", 1, "office"),
    ("Noliktava", 1, "storage"),
    ("Zāle", 1, "other"),
)
_OTHER_REST = (
    ("Birojs 1", 1, "office"),
    ("Birojs 2", 2, "office"),
    ("Serveru telpa", 1, "other"),
    ("Noliktava", 1, "storage"),
)


def rooms(types: dict[str, str], buildings: tuple[PlannedBuilding, ...]) -> tuple[PlannedRoom, ...]:
    """All rooms. Names are unique within an institution."""
    makers = {"school": _school, "preschool": _preschool, "other": _other}
    homes: dict[str, list[PlannedBuilding]] = {}
    for building in buildings:
        homes.setdefault(building.institution, []).append(building)
    return tuple(
        room for code, places in homes.items() for room in makers[types[code]](code, places)
    )


def _school(code: str, homes: list[PlannedBuilding]) -> Iterator[PlannedRoom]:
    yield from _classrooms(homes, _told(code, "", "classrooms") or _CLASSROOMS_NOT_TOLD)
    first = homes[0]
    classes = max(1, round(_devices(code, "desktop", "pupils") / _PUPILS_IN_COMPUTER_CLASS))
    for number in range(1, classes + 1):
        yield _room(first, 2, f"Datorklase {number}", "computer_class")
    for name, floor, use in _SCHOOL_REST:
        yield _room(first, floor, name, use)
    for number in range(1, _devices(code, "charging_cabinet", "infrastructure") + 1):
        yield _room(first, 1 + number % first.floors, f"Uzlādes skapis {number}", "cabinet")


def _classrooms(homes: list[PlannedBuilding], count: int) -> Iterator[PlannedRoom]:
    """Numbered by floor, spread evenly; the building's letter leads where there are several."""
    floors = [(home, floor) for home in homes for floor in range(1, home.floors + 1)]
    for index in range(count):
        home, floor = floors[index % len(floors)]
        letter = home.name[0] if len(homes) > 1 else ""
        yield _room(home, floor, f"{letter}{floor}{index // len(floors) + 1:02d}", "classroom")


def _preschool(code: str, homes: list[PlannedBuilding]) -> Iterator[PlannedRoom]:
    number = 0
    several = len(homes) > 1
    for home in homes:
        for _ in range(_told(code, home.site if several else "", "group_rooms")):
            number += 1
            yield _room(home, 1 + number % home.floors, f"{number}. grupa", "group_room")
        for name, floor, use in _PRESCHOOL_REST:
            yield _room(home, floor, f"{name} ({home.site})" if several else name, use)


def _other(_code: str, homes: list[PlannedBuilding]) -> Iterator[PlannedRoom]:
    for name, floor, use in _OTHER_REST:
        yield _room(homes[0], floor, name, use)


def _room(home: PlannedBuilding, floor: int, name: str, use: str) -> PlannedRoom:
    return PlannedRoom(home.institution, home.site, home.name, min(floor, home.floors), name, use)


def _told(code: str, site: str, column: str) -> int:
    rows = table("headcounts")
    return sum(int(r[column] or 0) for r in rows if (r["institution"], r["site"]) == (code, site))


def _devices(code: str, kind: str, purpose: str) -> int:
    wanted = (code, kind, purpose)
    bands = ("older", "five", "middle", "young", "unknown")
    return sum(
        int(row[band])
        for row in table("fleet")
        for band in bands
        if (row["institution"], row["kind"], row["purpose"]) == wanted
    )

"""Equipped rooms are those that hold a computer and a room display."""

from collections import defaultdict
from datetime import date

from assetmgr.demo.plan import build

COMPUTERS = {"desktop", "laptop", "chromebook"}
DISPLAYS = {"interactive_screen", "interactive_board", "projector"}


def test_as_many_rooms_are_equipped_as_each_place_told() -> None:
    plan = build(date(2024, 9, 1))
    held = defaultdict(set)
    for device in plan.devices:
        held[device.institution, device.room].add(device.kind)
    sited = {r.institution for r in plan.headcounts if r.site}
    equipped: dict[tuple[str, str], int] = defaultdict(int)
    for room in plan.rooms:
        kinds = held[room.institution, room.name]
        if room.use in {"classroom", "group_room"} and kinds & COMPUTERS and kinds & DISPLAYS:
            equipped[room.institution, room.site if room.institution in sited else ""] += 1
    told = {
        (r.institution, r.site): r.classrooms_equipped or r.group_rooms_equipped
        for r in plan.headcounts
    }
    for place, count in told.items():
        assert count in (None, equipped[place]), place

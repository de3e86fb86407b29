"""Which room a device stands in when it arrives."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assetmgr.demo.chance import share
from assetmgr.demo.rows import PlannedRoom
from assetmgr.demo.tables import table

_DISPLAYS = frozenset({"interactive_screen", "interactive_board", "projector"})
_COMPUTERS = frozenset({"desktop", "laptop"})
_NETWORK = frozenset({"network", "ups"})
_TEACHING = ("classroom", "group_room")


@dataclass(frozen=True, slots=True)
class _Rule:
    """Devices of a group go to the rooms of the first use there is, `block` to a room in turn."""

    group: str
    uses: tuple[str, ...]
    block: int = 1


_CABINETS = _Rule("charging cabinet", ("cabinet", "storage"))
_DISPLAY = _Rule("display", ("equipped", "other"))
_TEACHERS = _Rule("teachers' computer", ("teaching", "office"))
_BY_KIND = {
    "charging_cabinet": _CABINETS,
    "chromebook": _Rule("chromebook", ("cabinet", "teaching", "storage"), 30),
    "monitor": _Rule("monitor", ("computer_class", "teaching", "office"), 14),
    "sound_system": _Rule("sound system", ("teaching", "other")),
    "web_camera": _Rule("web camera", ("teaching", "office")),
    **dict.fromkeys(_NETWORK, _Rule("network", ("other",))),
    **dict.fromkeys(_DISPLAYS, _DISPLAY),
}
_BY_PURPOSE = {
    "administration": _Rule("administration", ("office",)),
    "open_access": _Rule("open access", ("library", "storage")),
}
_PUPILS_DESKTOP = _Rule("pupils' desktop", ("computer_class", "teaching"), 24)
_SETS = _Rule("set", ("teaching", "storage"), 20)
_REST = _Rule("rest", ("storage",))


class Placer:
    """Fills rooms in the order in which devices are brought to it."""

    def __init__(self, rooms: Iterable[PlannedRoom]) -> None:
        self._rooms: dict[tuple[str, str, str], list[PlannedRoom]] = {}
        self._seen: Counter[tuple[str, str, str]] = Counter()
        for room in sorted(rooms, key=lambda r: share("room order", r.institution, r.name)):
            use = "teaching" if room.use in _TEACHING else room.use
            for site in ("", room.site):
                self._rooms.setdefault((room.institution, site, use), []).append(room)
        self._mark_equipped()

    def _mark_equipped(self) -> None:
        """The first rooms, as many as were told, get the displays: they are the equipped ones."""
        for row in table("headcounts"):
            key = (row["institution"], row["site"])
            told = row["classrooms_equipped"] or row["group_rooms_equipped"]
            teaching = self._rooms.get((*key, "teaching"), [])
            self._rooms[(*key, "equipped")] = teaching[: int(told)] if told else teaching[:6]

    def place(self, institution: str, site: str, kind: str, purpose: str) -> PlannedRoom:
        """The room of the next such device; `site` may be blank where there is one.

        Raises LookupError where the institution has no room to take it.
        """
        rule = _rule(kind, purpose)
        count = self._seen[institution, site, rule.group]
        self._seen[institution, site, rule.group] += 1
        pools = [self._rooms.get((institution, site, use), []) for use in rule.uses]
        return _nth([pool for pool in pools if pool], count // rule.block, rule)

    def storage(self, institution: str) -> PlannedRoom:
        """Where moved and new devices wait."""
        return self._rooms[institution, "", "storage"][0]


def _nth(pools: list[list[PlannedRoom]], turn: int, rule: _Rule) -> PlannedRoom:
    """One device to each of the first rooms, what is left to the next sort of room.

    Sets and the like go round the first sort again instead.
    """
    if not pools:
        raise LookupError(f"no room for a {rule.group}")
    first = pools[0]
    if rule in (_DISPLAY, _TEACHERS) and turn >= len(first) and len(pools) > 1:
        return pools[1][turn % len(pools[1])]
    return first[turn % len(first)]


def _rule(kind: str, purpose: str) -> _Rule:
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    if purpose == "teachers" and kind in _COMPUTERS:
        return _TEACHERS
    if purpose == "pupils" and kind in _COMPUTERS | {"tablet"}:
        return _PUPILS_DESKTOP if kind == "desktop" else _SETS
    return _BY_PURPOSE.get(purpose, _REST)

"""What differs between the two registers, and which side is to be changed."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from assetmgr.devices.policy.text import comparable
from assetmgr.rumis.policy.fields import MASTERS, Master, Name
from assetmgr.rumis.policy.rows import OurAct, Ours, Theirs

_KEPT: Final = frozenset({"issued", "returned", "lost", "stolen"})
"""Acts that RUMIS is to know."""


@dataclass(frozen=True, slots=True)
class Differing:
    """One field with both values; `act` is our act's number where it is about an act.

    Rows of a file that say the same of a device are one difference.
    """

    device_id: int
    asset_tag: str
    field: Name
    ours: str
    theirs: str
    act_id: int | None = None
    act: str | None = None
    row: int | None = dataclasses.field(default=None, compare=False)

    @property
    def to_change(self) -> Master:
        """The side that is to be changed: the one that is not the field's master."""
        return Master.RUMIS if MASTERS[self.field] is Master.OURS else Master.OURS


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs.

    `new`: resources that RUMIS lacks and can take; `unfit`: those it lacks without a serial or an
    inventory number, which it requires. `foreign`: rows of RUMIS that are nothing of ours.
    `unclear`: rows that two devices of ours could be. `acts`: issued acts of ours that RUMIS lacks;
    `foreign_acts`: rows about an act of a device of ours that we do not have.
    """

    new: tuple[Ours, ...]
    unfit: tuple[Ours, ...]
    foreign: tuple[Theirs, ...]
    unclear: tuple[Theirs, ...]
    acts: tuple[tuple[Ours, OurAct], ...]
    foreign_acts: tuple[tuple[Ours, Theirs], ...]
    differing: tuple[Differing, ...]

    @property
    def is_equal(self) -> bool:
        """Whether nothing differs."""
        alone = (self.new, self.unfit, self.foreign, self.unclear, self.acts, self.foreign_acts)
        return not any((*alone, self.differing))

    def without_gaps_of(self, others: Collection[int]) -> "Comparison":
        """The same without what RUMIS lacks of these institutions."""
        return dataclasses.replace(
            self,
            new=tuple(one for one in self.new if one.institution_id not in others),
            unfit=tuple(one for one in self.unfit if one.institution_id not in others),
            acts=tuple(pair for pair in self.acts if pair[0].institution_id not in others),
        )

    def of(self, side: Master) -> tuple[Differing, ...]:
        """What is to be changed at one side."""
        return tuple(one for one in self.differing if one.to_change is side)


def compared(
    ours: Sequence[Ours], theirs: Sequence[Theirs], columns: Collection[Name]
) -> Comparison:
    """Compare by serial number, else by inventory number; only in the columns that a file has."""
    find = finder(ours)
    seen: dict[int, list[tuple[Theirs, OurAct | None]]] = defaultdict(list)
    foreign: list[Theirs] = []
    unclear: list[Theirs] = []
    foreign_acts: list[tuple[Ours, Theirs]] = []
    differing: list[Differing] = []
    for row in theirs:
        found = find(row)
        if len(found) != 1:
            (unclear if found else foreign).append(row)
            continue
        act = _act(found[0], row)
        seen[found[0].device_id].append((row, act))
        if act is None and row.cells.get(Name.ACT):
            foreign_acts.append((found[0], row))
        differing += _differing(found[0], act, row, columns)
    lacking = [one for one in ours if one.device_id not in seen and one.status != "written_off"]
    has_acts = Name.ACT in columns
    acts = _acts_lacking(ours, seen) if has_acts else []
    return Comparison(
        tuple(one for one in lacking if one.serial_number and one.inventory_number),
        tuple(one for one in lacking if not (one.serial_number and one.inventory_number)),
        tuple(foreign),
        tuple(unclear),
        tuple(acts),
        tuple(foreign_acts),
        tuple(dict.fromkeys(differing)),
    )


def finder(ours: Sequence[Ours]) -> Callable[[Theirs], list[Ours]]:
    """The devices that a row may be."""
    serials: dict[str, list[Ours]] = defaultdict(list)
    inventory: dict[str, list[Ours]] = defaultdict(list)
    for one in ours:
        if key := comparable(one.serial_number):
            serials[key].append(one)
        if key := comparable(one.inventory_number):
            inventory[key].append(one)

    def find(row: Theirs) -> list[Ours]:
        serial = comparable(row.cells.get(Name.SERIAL)) or ""
        number = comparable(row.cells.get(Name.INVENTORY)) or ""
        by_serial, by_number = serials.get(serial, []), inventory.get(number, [])
        both = [one for one in by_serial if one in by_number]
        return both or by_serial or by_number

    return find


def _act(one: Ours, row: Theirs) -> OurAct | None:
    """Our act that a row is about: by RUMIS's number, the day of issue, or else the open one."""
    number, issued = row.cells.get(Name.ACT), day_of(row.cells.get(Name.ISSUED))
    kept = [act for act in one.acts if act.status in _KEPT]
    for act in kept:
        if number and act.rumis_number == number:
            return act
    unnumbered = [act for act in kept if not act.rumis_number]
    if issued:
        return next((act for act in reversed(unnumbered) if act.issued_on == issued), None)
    is_told = number or row.cells.get(Name.ACT_STATUS)
    return next((act for act in unnumbered if act.status == "issued"), None) if is_told else None


def _acts_lacking(
    ours: Sequence[Ours], seen: Mapping[int, Sequence[tuple[Theirs, OurAct | None]]]
) -> Iterator[tuple[Ours, OurAct]]:
    for one in ours:
        told = {act.id for _, act in seen.get(one.device_id, ()) if act}
        yield from ((one, act) for act in one.acts if act.status == "issued" and act.id not in told)


def _differing(
    one: Ours, act: OurAct | None, row: Theirs, columns: Collection[Name]
) -> Iterator[Differing]:
    resource = {
        Name.SERIAL: one.serial_number,
        Name.INVENTORY: one.inventory_number,
        Name.TAG: one.asset_tag,
        Name.MODEL: one.model,
        Name.STATUS: one.status,
        Name.VALUE: None if one.value_eur is None else f"{one.value_eur:f}",
    }
    for name, value in resource.items():
        if name in columns and _differs(name, value, row):
            yield _difference(one, None, name, value, row)
    if act is None:
        return
    about = {
        Name.ACT: act.rumis_number,
        Name.ACT_STATUS: act.status,
        Name.ISSUED: _text(act.issued_on),
        Name.DUE: _text(act.due_on),
        Name.RETURNED: _text(act.ended_on),
    }
    for name, value in about.items():
        if name in columns and _differs(name, value, row):
            yield _difference(one, act, name, value, row)


def _differs(name: Name, value: str | None, row: Theirs) -> bool:
    """What RUMIS is the master of and does not tell takes nothing from us."""
    told = row.cells.get(name, "")
    if not told and MASTERS[name] is Master.RUMIS:
        return False
    return not _same(name, value, told)


def _difference(
    one: Ours, act: OurAct | None, name: Name, value: str | None, row: Theirs
) -> Differing:
    return Differing(
        one.device_id,
        one.asset_tag,
        name,
        value or "",
        row.cells.get(name, ""),
        act.id if act else None,
        act.number if act else None,
        row.row,
    )


def _same(name: Name, ours: str | None, theirs: str) -> bool:
    if name is Name.VALUE:
        return amount_of(ours) == amount_of(theirs)
    if name in {Name.ISSUED, Name.DUE, Name.RETURNED}:
        return day_of(ours) == day_of(theirs)
    return comparable(ours) == comparable(theirs)


def amount_of(text: str | None) -> Decimal | None:
    """Euros of a cell, with a point or a comma; None where it is none."""
    plain = (text or "").replace("\u00a0", "").replace(" ", "").replace("€", "").replace(",", ".")
    with suppress(InvalidOperation):
        amount = Decimal(plain)
        return amount.quantize(Decimal("0.01")) if 0 <= amount < 10**8 else None
    return None


def day_of(text: str | None) -> date | None:
    """The day of a cell, as 2026-09-01 or 01.09.2026.; None where it is none."""
    plain = (text or "").strip().rstrip(".")[:10]
    with suppress(ValueError):
        return date.fromisoformat(plain)
    with suppress(ValueError):
        day, month, year = plain.split(".")
        return date(int(year), int(month), int(day))
    return None


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

"""Plans of files whose rows are rows of one table: institutions and headcounts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from assetmgr.db.errors import Refused
from assetmgr.exchange.cells import same_text
from assetmgr.exchange.faults import Fault, fault_of, in_order
from assetmgr.exchange.parse import Row, Table
from assetmgr.exchange.places import NewSite
from assetmgr.exchange.report import NewNames, Report, Shown, ShownChange

Reader = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of the table as it is now: column -> value."""

    id: int
    values: Mapping[str, Any]


@dataclass(slots=True)
class Draft:
    """A row on its way; of a stored one, only what changes stands in `values`."""

    row: Row
    name: str
    current: Stored | None
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, refused: Refused, column: str | None = None) -> None:
        """Note what is wrong."""
        self.faults.append(fault_of(self.row.number, refused, column))


@dataclass(frozen=True, slots=True)
class SimplePlan:
    """Rows to add and rows to change (id, columns); `sites` come into being before them."""

    report: Report
    creations: tuple[Mapping[str, Any], ...]
    updates: tuple[tuple[int, Mapping[str, Any]], ...]
    changes: tuple[ShownChange, ...]
    sites: tuple[NewSite, ...] = ()

    @property
    def new_names(self) -> NewNames:
        """What comes into being besides the rows."""
        return NewNames(sites=tuple(site.name for site in self.sites))

    @property
    def fingerprint(self) -> str:
        """The same for two plans that do the same (SHA-256, hexadecimal)."""
        deeds = (self.creations, self.updates, self.changes, self.sites)
        return sha256(repr(deeds).encode("utf-8", "surrogatepass")).hexdigest()


def read_values(draft: Draft, readers: Mapping[str, Reader]) -> None:
    """Read the cells that have a reader; what differs from the stored row goes into the draft."""
    now = draft.current.values if draft.current else {}
    for column, text in draft.row.cells.items():
        if column not in readers:
            continue
        try:
            value = readers[column](text)
        except Refused as refused:
            draft.refuse(refused, column)
        else:
            if draft.current is None or not _same(now[column], value):
                draft.values[column] = value


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, str) and isinstance(after, str):
        return same_text(before, after)
    return bool(before == after)


def make_plan(
    table: Table, drafts: Sequence[Draft], faults: Sequence[Fault], sites: Sequence[NewSite] = ()
) -> SimplePlan:
    """The plan of all drafts; with a fault anywhere nothing is to be written."""
    every = in_order([*table.faults, *faults, *(one for draft in drafts for one in draft.faults)])
    good = [] if every else drafts
    creations = tuple(draft.values for draft in good if draft.current is None)
    updates = tuple((one.current.id, one.values) for one in good if one.current and one.values)
    unchanged = sum(1 for draft in drafts if draft.current and not draft.values)
    return SimplePlan(
        Report(len(table.rows), len(creations), len(updates), unchanged, every),
        creations,
        updates,
        tuple(_shown(draft) for draft in good if draft.current and draft.values),
        tuple(sites),
    )


def _shown(draft: Draft) -> ShownChange:
    now = draft.current.values if draft.current else {}
    columns = tuple(Shown(name, now.get(name), value) for name, value in draft.values.items())
    return ShownChange(draft.row.number, draft.name, columns)

"""Stated needs as the pages of an institution show them: rows for whom, columns of what kind."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assetmgr.devices.queries.kinds import NamedKind
from assetmgr.indicators.pictures.stated import KINDS
from assetmgr.institutions.codes import Audience
from assetmgr.institutions.queries.needs import StatedRow, Statement, counting


@dataclass(frozen=True, slots=True)
class NeedCell:
    """How many devices are needed; of sites together, since the day of the oldest."""

    count: int
    as_of: date


@dataclass(frozen=True, slots=True)
class NeedsTable:
    """What counts on a day, by audience and the code of a kind, and what it was stated with.

    `kinds` are the columns; `statements` are all there are, the newest first, each with the name
    of its site (None: the whole institution).
    """

    kinds: tuple[NamedKind, ...]
    cells: Mapping[tuple[Audience, str], NeedCell]
    statements: tuple[tuple[Statement, str | None], ...]

    @property
    def rows(self) -> list[tuple[Audience, list[NeedCell | None]]]:
        """For whom, and a cell for each kind; None is 'not told'."""
        return [
            (audience, [self.cells.get((audience, kind.code)) for kind in self.kinds])
            for audience in Audience
        ]

    @property
    def days(self) -> frozenset[date]:
        """The days for which the cells were told."""
        return frozenset(cell.as_of for cell in self.cells.values())


def needs_table(stated: Sequence[StatedRow], kinds: Iterable[NamedKind], day: date) -> NeedsTable:
    """All that an institution stated (the oldest first), as it counts on a day."""
    parts: defaultdict[tuple[Audience, str], list[StatedRow]] = defaultdict(list)
    for row in counting(row for row in stated if row.as_of <= day):
        parts[row.audience, row.kind].append(row)
    shown = {*KINDS, *(row.kind for row in stated)}
    names = dict.fromkeys((row.statement, row.site) for row in reversed(stated))
    return NeedsTable(
        tuple(kind for kind in kinds if kind.code in shown),
        {asked: _cell(rows) for asked, rows in parts.items()},
        tuple(names),
    )


def _cell(rows: Sequence[StatedRow]) -> NeedCell:
    return NeedCell(sum(row.count for row in rows), min(row.as_of for row in rows))

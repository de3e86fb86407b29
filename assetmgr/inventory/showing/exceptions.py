"""What needs a look: everything that is not simply found."""

from collections.abc import Mapping
from dataclasses import dataclass

from assetmgr.inventory.codes import Outcome, Result
from assetmgr.inventory.queries.picture import Item, Picture
from assetmgr.inventory.showing.scans import ScanShown, scan_shown


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Each device or code once, by what is the matter with it."""

    elsewhere: tuple[Item, ...]
    damaged: tuple[Item, ...]
    unlisted: tuple[ScanShown, ...]
    written_off: tuple[ScanShown, ...]
    foreign: tuple[ScanShown, ...]
    unknown: tuple[ScanShown, ...]

    @property
    def count(self) -> int:
        """How many there are altogether."""
        lists = (self.unlisted, self.written_off, self.foreign, self.unknown)
        return len(self.elsewhere) + len(self.damaged) + sum(map(len, lists))


def exceptions_of(found: Picture, items: Mapping[int, Item]) -> Exceptions:
    """Everything that needs a look."""

    def scans(outcome: Outcome) -> tuple[ScanShown, ...]:
        return tuple(scan_shown(one, found, items) for one in found.scans(outcome))

    return Exceptions(
        elsewhere=found.with_result(Result.ELSEWHERE),
        damaged=found.damaged,
        unlisted=scans(Outcome.UNLISTED),
        written_off=scans(Outcome.WRITTEN_OFF),
        foreign=scans(Outcome.FOREIGN),
        unknown=scans(Outcome.UNKNOWN),
    )

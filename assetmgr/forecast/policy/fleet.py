"""The fleet of a plan as its years go by."""

from collections import Counter
from collections.abc import Iterable

from assetmgr.forecast.policy.due import Lot
from assetmgr.indicators.policy.rows import Cohort

Key = tuple[str, str, str]
"""Institution, kind, purpose."""


class Fleet:
    """Counts by institution, kind and purpose: on the register, in life, planned and in life.

    A replacement takes institution, kind and purpose of what it replaces, so it leaves the count
    on the register as it is; a carried device stays there, past its life.
    """

    def __init__(self, register: Iterable[Lot]) -> None:
        self._registered: Counter[Key] = Counter()
        for lot in register:
            self._registered[key_of(lot)] += lot.count
        self._in_life = self._registered.copy()
        self._planned: Counter[Key] = Counter()

    def outlive(self, due: Iterable[Lot]) -> None:
        """The lots come to the end of their life."""
        for lot in due:
            fleet = self._planned if lot.is_again else self._in_life
            fleet[key_of(lot)] -= lot.count

    def replace(self, bought: Iterable[Lot]) -> None:
        """New devices stand in for the lots."""
        for lot in bought:
            self._planned[key_of(lot)] += lot.count

    def grow(self, key: Key, count: int) -> None:
        """New devices come beside those of the register."""
        self._registered[key] += count
        self._planned[key] += count

    def with_plan(self) -> list[Cohort]:
        """All on the register; in life are the old ones that still are, and the purchases."""
        return [
            Cohort(*key, count, self._in_life[key] + self._planned[key])
            for key, count in self._registered.items()
        ]

    def without_purchases(self) -> list[Cohort]:
        """The devices of today's register that are still in life."""
        return [Cohort(*key, count, count) for key, count in self._in_life.items()]


def key_of(lot: Lot) -> Key:
    """What a lot's replacement takes from it."""
    return lot.institution, lot.kind, lot.purpose

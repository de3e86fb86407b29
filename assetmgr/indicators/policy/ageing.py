"""How old devices are on a day, in bands (DOMAIN, 'Age on a day D'; reference ageing.csv)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assetmgr.devices.policy.life import minus_years
from assetmgr.indicators.policy.rows import AgeGroup


@dataclass(frozen=True, slots=True)
class Ageing:
    """Devices by age; `older_than_5` are those of `five_or_older` past their fifth birthday."""

    younger_than_3: int
    three_to_five: int
    five_or_older: int
    older_than_5: int
    unknown: int

    @property
    def known(self) -> int:
        """Devices of known age: the whole that shares are taken of."""
        return self.younger_than_3 + self.three_to_five + self.five_or_older

    def share(self, devices: int) -> Fraction | None:
        """`devices` in percent of those of known age, exact; None (n/a) where there are none."""
        return Fraction(100 * devices, self.known) if self.known else None


def ageing(
    groups: Iterable[AgeGroup],
    on: date,
    *,
    institution_type: str,
    kinds: frozenset[str],
    purposes: frozenset[str] | None = None,
) -> Ageing:
    """The ages on a day of the devices of a type of institution, of kinds and purposes.

    `purposes` None takes every purpose.
    """
    chosen = [
        (group.acquired_on, group.count)
        for group in groups
        if group.institution_type == institution_type
        and group.kind in kinds
        and (purposes is None or group.purpose in purposes)
    ]
    return _in_bands(chosen, three=minus_years(on, 3), five=minus_years(on, 5))


def _in_bands(devices: Iterable[tuple[date | None, int]], three: date, five: date) -> Ageing:
    younger = middle = older = past_five = unknown = 0
    for acquired_on, count in devices:
        if acquired_on is None:
            unknown += count
        elif acquired_on > three:
            younger += count
        elif acquired_on > five:
            middle += count
        else:
            older += count
            past_five += count if acquired_on < five else 0
    return Ageing(younger, middle, older, past_five, unknown)

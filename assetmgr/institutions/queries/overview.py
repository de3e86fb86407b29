"""The list of institutions with the figures they are compared by."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from assetmgr.devices.codes import Purpose
from assetmgr.devices.queries import standing
from assetmgr.indicators.policy.definitions import ratio_definitions
from assetmgr.indicators.policy.ratio import Quotient
from assetmgr.indicators.policy.rows import told_sum
from assetmgr.institutions.codes import InstitutionType
from assetmgr.institutions.queries.named import Named
from assetmgr.institutions.queries.told import told_on


@dataclass(frozen=True, slots=True)
class Count:
    """How many devices of a kind and purpose count."""

    kind: str
    purpose: Purpose
    devices: int


@dataclass(frozen=True, slots=True)
class Overview:
    """An institution, its devices that count, its pupils (None: not told) and its ratios.

    `ratios` are people per device, in the order of the indicators of its type (schools 1b and 2b,
    preschools 1a and 2a); None where there is no such device or the people are not told.
    """

    place: Named
    devices: int
    pupils: Decimal | None
    ratios: tuple[Fraction | None, ...]


def overview(session: Session, places: Sequence[Named], today: date) -> tuple[Overview, ...]:
    """The figures of `places` as of today, in their order; in three statements."""
    told = told_on(session, today)
    counts: dict[str, list[Count]] = defaultdict(list)
    for row in standing(session, today):
        counts[row.institution].append(Count(row.kind, row.purpose, row.count))
    return tuple(
        Overview(
            place,
            sum(count.devices for count in counts[place.code]),
            told.get(place.code, {}).get("pupils"),
            ratios_of(place.type, told.get(place.code, {}), counts[place.code]),
        )
        for place in places
    )


def ratios_of(
    of_type: InstitutionType, told: Mapping[str, Decimal | None], counts: Collection[Count]
) -> tuple[Fraction | None, ...]:
    """People per device at one institution, for each ratio indicator of its type."""
    return tuple(
        Quotient(
            told_sum({"": told}, "", measure.columns),
            sum(
                count.devices
                for count in counts
                if count.kind in measure.kinds and count.purpose in measure.purposes
            ),
        ).value
        for _, measure in ratio_definitions()
        if measure.type == of_type
    )

"""What a damaged or lost device was still worth: a straight line over its useful life."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

CENT: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Worth:
    """A residual value and all that it came of, so that a page can explain it.

    `days_left` of `days_in_all` were left on `on`, the day it happened or was told; `limit_eur` is
    the most that the terms let anybody be liable for (None: they set no limit).
    """

    price_eur: Decimal
    acquired_on: date
    ends_on: date
    on: date
    days_left: int
    days_in_all: int
    residual_eur: Decimal
    limit_eur: Decimal | None

    @property
    def is_limited(self) -> bool:
        """Whether the terms' limit is less than the residual value."""
        return self.limit_eur is not None and self.limit_eur < self.residual_eur

    @property
    def proposed_eur(self) -> Decimal:
        """What may be asked for at most: the residual value, but never more than the limit."""
        if self.limit_eur is None:
            return self.residual_eur
        return min(self.residual_eur, self.limit_eur)


def worth(
    price_eur: Decimal, acquired_on: date, ends_on: date, on: date, limit_eur: Decimal | None
) -> Worth:
    """The residual value on a day of a device whose life ends on `ends_on`.

    Args:
        price_eur: what it cost, in whole cents, not negative.
        acquired_on: from then on it loses the same part of the price each day.
        ends_on: from then on it is worth nothing; not after `acquired_on`: worth nothing at all.
        on: before `acquired_on` the whole price is left.
        limit_eur: the most that the borrower is liable for.
    """
    whole = max(0, (ends_on - acquired_on).days)
    left = min(whole, max(0, (ends_on - on).days))
    return Worth(
        price_eur=price_eur,
        acquired_on=acquired_on,
        ends_on=ends_on,
        on=on,
        days_left=left,
        days_in_all=whole,
        residual_eur=_share(price_eur, left, whole),
        limit_eur=limit_eur,
    )


def _share(amount: Decimal, part: int, whole: int) -> Decimal:
    """`part` / `whole` of an amount, rounded half up to the cent; nothing of no whole."""
    if whole == 0:
        return Decimal("0.00")
    cents = int(amount / CENT)
    rounded = (2 * cents * part + whole) // (2 * whole)
    return (Decimal(rounded) * CENT).quantize(CENT)

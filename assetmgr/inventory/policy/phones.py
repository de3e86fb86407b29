"""Whether a stocktake may be closed: what its phones still owe."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """How far a phone is."""

    DONE = "done"
    """It signed off, and everything up to its last number is here."""
    OVERRIDDEN = "overridden"
    """An administrator answers for it by name."""
    SILENT = "silent"
    """It joined and told nothing; it may hold scans."""
    COUNTING = "counting"
    """It told something and did not sign off."""
    BEHIND = "behind"
    """It signed off with a number that has not come."""


class Bar(StrEnum):
    """Why a phone is told nothing of the register any more; what it tells is taken all the same."""

    CLOSED = "closed"
    EXCUSED = "excused"
    """The closing does not wait for it."""


def bar_of(*, is_closed: bool, overridden_at: datetime | None) -> Bar | None:
    """What bars a phone from reading; None where nothing does."""
    if is_closed:
        return Bar.CLOSED
    return None if overridden_at is None else Bar.EXCUSED


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone that joined."""

    id: int
    name: str
    joined_by: str
    joined_at: datetime
    received: int
    last_number: int | None
    signed_off_at: datetime | None
    overridden_at: datetime | None
    overridden_by: str | None

    @property
    def standing(self) -> Standing:
        """How far it is."""
        if self.overridden_at is not None:
            return Standing.OVERRIDDEN
        if self.signed_off_at is None:
            return Standing.COUNTING if self.received else Standing.SILENT
        return Standing.BEHIND if self.received < (self.last_number or 0) else Standing.DONE


def holding_up(phones: Iterable[Phone]) -> tuple[Phone, ...]:
    """The phones for which a closing has to wait; each one's `standing` says why."""
    done = {Standing.DONE, Standing.OVERRIDDEN}
    return tuple(phone for phone in phones if phone.standing not in done)

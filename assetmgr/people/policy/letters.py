"""Whose addresses a letter about a borrower goes to."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assetmgr.outbox.policy import is_usable_address


@dataclass(frozen=True, slots=True)
class Reached:
    """The borrower's own address and a guardian's, as far as a letter can be sent there."""

    own: str | None = field(default=None, repr=False)
    guardian: str | None = field(default=None, repr=False)


def reached(own: str | None, guardians: Iterable[str]) -> Reached:
    """The own address and the first usable one of `guardians`, unless it is the same one.

    `guardians` are a minor's, in the order they were told; of who is of age there are none.
    """
    mine = own if own and is_usable_address(own) else None
    theirs = next(filter(is_usable_address, guardians), None)
    return Reached(mine, theirs if theirs != mine else None)

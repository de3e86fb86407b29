"""Who uses the demo's lent Chromebooks: mostly their borrowers, but two swapped theirs."""

from collections.abc import Iterable, Mapping
from typing import Final

from assetmgr.demo.chance import share

COMPARED_AT: Final = "RAI"
"""The school whose terms say that custody is compared, and where two swapped."""
_GUEST_SHARE: Final = 0.04


def swapped_pair(tags: Iterable[str]) -> tuple[str, str] | None:
    """Of a school's lent Chromebooks the two that are used most; None: there are no two."""
    keenest = sorted(tags, key=lambda tag: (-share("keen", tag), tag))[:2]
    return (keenest[0], keenest[1]) if len(keenest) > 1 else None


def last_users(holders: Mapping[str, str], pair: tuple[str, str] | None) -> dict[str, str | None]:
    """Whose account was the last on each device, by tag; None: a guest's.

    `holders`: the borrowers' addresses by tag.
    """
    users: dict[str, str | None] = {
        tag: None if share("guest", tag) < _GUEST_SHARE else email for tag, email in holders.items()
    }
    if pair:
        one, other = pair
        users |= {one: holders[other], other: holders[one]}
    return users

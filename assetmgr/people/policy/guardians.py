"""Who answers for a person after a list that tells of them, in whole or in part."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from assetmgr.people.policy.texts import name_key


class ToldReach(NamedTuple):
    """What a row tells of one guardian; None: nothing, or a blank cell."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None

    def __bool__(self) -> bool:
        """Whether it tells anything."""
        return any(self)


def merged(told: Sequence[ToldReach], known: Sequence[ToldReach]) -> tuple[ToldReach, ...]:
    """What was told over what is known, place by place; of whom nothing is told stays.

    Somebody of another name is somebody else, of whom no address is kept; whoever has no name is
    called by the address.
    """
    names = {name_key(one.name) for one in told if one.name}
    found = []
    for new, old in zip_longest(told, known, fillvalue=ToldReach()):
        if not new and (old.name is None or name_key(old.name) in names):
            continue  # nobody, or somebody whom the list has at another place
        found.append(_named(_over(new, old)))
    return tuple(found)


def _over(new: ToldReach, old: ToldReach) -> ToldReach:
    if new.name and not _is_called_by_address(old) and not _is_same(new.name, old.name):
        return new
    return ToldReach(*(mine or theirs for mine, theirs in zip(new, old, strict=True)))


def _is_called_by_address(one: ToldReach) -> bool:
    return one.name in {None, one.email, one.phone}


def _is_same(name: str, other: str | None) -> bool:
    return other is not None and name_key(name) == name_key(other)


def _named(one: ToldReach) -> ToldReach:
    return one._replace(name=one.name or one.email or one.phone)

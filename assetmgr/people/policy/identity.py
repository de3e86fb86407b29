"""By what people are known to each other's lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from assetmgr.people.codes import PersonRole

LASTING: Final = ("external_id", "digest", "adult_on")
"""What two humans never share and nobody changes, but for a new register."""

KEYS: Final = (*LASTING, "email")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """By what a person, stored or told by a row, is known; `id` is the person's or the row's."""

    id: int
    role: PersonRole
    name: str | None
    class_name: str | None
    external_id: str | None = None
    digest: str | None = None
    email: str | None = None
    adult_on: date | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a row cannot be told to be anybody, or (a warning) why it may be the wrong one."""

    row: int
    column: str | None
    message: str
    values: dict[str, Any]


@dataclass(slots=True)
class Matches:
    """Row -> person; rows that are nobody's are of new people."""

    people: dict[int, int] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    warnings: list[Clash] = field(default_factory=list)
    by_name: int = 0
    """How many moved to another class, and nothing but their name said who they are."""


def differ(one: Identity, other: Identity, names: Iterable[str]) -> bool:
    """Whether something that both have tells that they are two humans."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in names)
    return any(mine is not None and theirs is not None and mine != theirs for mine, theirs in pairs)

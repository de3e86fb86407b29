"""What is to be written of people, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

COLUMNS: Final = (
    "role",
    "name",
    "class_name",
    "email",
    "external_id",
    "adult_on",
    "left_on",
)
"""What is told of a person and stored with them."""

NO_VALUES: Final[Mapping[str, Any]] = {}


@dataclass(frozen=True, slots=True)
class Reach:
    """A guardian: a name, and how to reach them."""

    name: str
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class StoredCode:
    """A personal code as it is stored."""

    encrypted: bytes = field(repr=False)
    digest: str


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to add: values by column, guardians, a personal code of eleven digits."""

    values: Mapping[str, Any]
    guardians: tuple[Reach, ...] = ()
    code: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ChangedPerson:
    """Somebody known: what they are now, and the columns that change.

    `guardians` and `code` of None keep what is there.
    """

    id: int
    key: str
    version: int
    before: Mapping[str, Any]
    values: Mapping[str, Any]
    guardians: tuple[Reach, ...] | None = None
    guardians_before: tuple[Reach, ...] = ()
    code: str | None = field(default=None, repr=False)
    code_before: StoredCode | None = None

    @property
    def after(self) -> dict[str, Any]:
        """All columns as they shall be."""
        return {**self.before, **self.values}

    @property
    def changed(self) -> tuple[str, ...]:
        """The names of what changes."""
        more = (("guardians", self.guardians), ("personal_code", self.code))
        return (*self.values, *(name for name, told in more if told is not None))


@dataclass(frozen=True, slots=True)
class Batch:
    """What an import does at one institution."""

    institution_id: int
    creations: tuple[NewPerson, ...]
    changes: tuple[ChangedPerson, ...]
    leavers: tuple[ChangedPerson, ...]

"""What an import does, in figures and names: the same for every kind of file."""

from dataclasses import dataclass
from typing import Any, Protocol

from assetmgr.exchange.faults import Fault


@dataclass(frozen=True, slots=True)
class Shown:
    """One changed column, for people: codes stay codes, None is blank."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ShownChange:
    """What a row changes in what it names."""

    row: int
    name: str
    columns: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class NewNames:
    """What an import brings into being besides its rows, by name."""

    manufacturers: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of an import and every fault; with a fault nothing is written.

    `warnings` hold nothing up. `left`: how many are marked as gone, where a list may do that.
    """

    rows: int
    created: int
    updated: int
    unchanged: int
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()
    left: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The document that the command line prints."""
        told: dict[str, Any] = {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "errors": _as_json(self.faults),
        }
        if self.left is not None:
            told |= {"left": self.left, "warnings": _as_json(self.warnings)}
        return told


def _as_json(faults: tuple[Fault, ...]) -> list[dict[str, Any]]:
    return [{"row": fault.row, "column": fault.column, "message": fault.text} for fault in faults]


class Plan(Protocol):
    """What an import would do to the register as it stands."""

    @property
    def report(self) -> Report:
        """Figures and faults."""

    @property
    def new_names(self) -> NewNames:
        """What comes into being besides."""

    @property
    def changes(self) -> tuple[ShownChange, ...]:
        """The changes of what is there already."""

    @property
    def fingerprint(self) -> str:
        """The same for two plans that do the same, and for those alone (SHA-256, hexadecimal)."""

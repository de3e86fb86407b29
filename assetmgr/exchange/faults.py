"""What is wrong with a file, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assetmgr.db.errors import Refused


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file.

    `row` counts as a spreadsheet does (the first line is 1, which also stands for the whole file);
    `column` is a column's name as the contract spells it, the header as typed where it is unknown,
    or None; `message` is a translatable text with %(name)s places, which `values` fills.
    """

    row: int
    column: str | None
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The message in English."""
        return self.message % self.values


def fault_of(row: int, refused: Refused, column: str | None = None) -> Fault:
    """A refusal as a fault of a row; `column` is the refusal's own field where none is given."""
    return Fault(row, column or refused.field, refused.message, refused.values)


def in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    """The faults by row, in the order they were found within a row."""
    return tuple(sorted(faults, key=lambda fault: fault.row))

"""The published figures, as expectations."""

import csv
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure: where it stands, how it is printed, and what it measures.

    `measure` is a name in `measures.MEASURES`; the rest are its arguments, blank where it has none.
    """

    id: str
    file: str
    row: str
    column: str
    printed: str
    measure: str
    type: str
    institution: str
    site: str
    top: str
    kinds: str
    purposes: str
    extra: str

    def __str__(self) -> str:
        return f"{self.id} {self.file}.csv, {self.row}, {self.column}: {self.printed}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that contradicts others; `contradiction` is its number in the list of them.

    An id that begins with `text` is a figure of the programme's prose, which no table repeats.
    """

    id: str
    file: str
    row: str
    column: str
    printed: str
    contradiction: int
    reason: str


def figures() -> list[Figure]:
    """Every figure of the reference tables."""
    return [Figure(**row) for row in _rows("figures.csv")]


def left_out() -> list[LeftOut]:
    """Every figure that is not compared."""
    return [
        LeftOut(
            row["id"],
            row["file"],
            row["row"],
            row["column"],
            row["printed"],
            int(row["contradiction"]),
            row["reason"],
        )
        for row in _rows("left_out.csv")
    ]


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

"""Leading the columns of a class list to ours, by a proposal which the person corrects."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assetmgr.db.errors import Refused
from assetmgr.exchange.parse import read_lines
from assetmgr.exchange.parse.header import HEADER_WITHIN, find_header
from assetmgr.exchange.people.shape import SHAPE
from assetmgr.i18n.marks import N_
from assetmgr.people.codes import PersonRole
from assetmgr.spreadsheet.write import csv_pieces

MOST_PEOPLE: Final = 20_000
"""So many rows are imported on a page while others who write wait; a school has a tenth of it."""
LONGEST_HEAD: Final = 100
Lines = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Head:
    """A column of the file: its place from 0, its header, and our column (None: not read)."""

    place: int
    text: str
    column: str | None


def read_list(content: bytes) -> Lines:
    """The lines of a file, blank ones included.

    Raises:
        Refused: it cannot be read, or has more people than a page imports.
    """
    lines = read_lines(content, SHAPE)
    if len(lines) > MOST_PEOPLE + HEADER_WITHIN:
        raise Refused(N_("A list has at most 20,000 people. Split it by school or by class."))
    return lines


def proposed(lines: Lines) -> tuple[Head, ...]:
    """The columns of a file that have a header, each with the column that it seems to be.

    Of two that seem the same, the second is not read.
    """
    header = find_header(lines, SHAPE)
    if not lines:
        return ()
    seen: set[str] = set()
    heads = []
    for place, text in enumerate(lines[header.row - 1]):
        column = SHAPE.column_of(text) if text.strip() else None
        if text.strip():
            known = None if column in seen else column
            heads.append(Head(place, text.strip()[:LONGEST_HEAD], known))
        seen |= {column} if column else set()
    return tuple(heads)


def rewritten(lines: Lines, chosen: Mapping[int, str]) -> bytes:
    """The file with our headers and nothing but the chosen columns (place -> column), as CSV.

    Rows keep their numbers; what was not chosen is no longer there. Columns of institution and role
    are there in any case.
    """
    head = ["institution", "role", *(name for name in SHAPE.columns[2:] if name in chosen.values())]
    places = {column: place for place, column in chosen.items()}
    return _as_csv(lines, head, places, {})


def completed(lines: Lines, *, institution: str, role: PersonRole) -> bytes:
    """The file as CSV, its rows that name no institution or role with these."""
    places = {head.column: head.place for head in proposed(lines) if head.column}
    given = {"institution": institution, "role": role.value}
    return _as_csv(lines, [*dict.fromkeys((*given, *places))], places, given)


def _as_csv(
    lines: Lines, head: Sequence[str], places: Mapping[str, int], given: Mapping[str, str]
) -> bytes:
    first = find_header(lines, SHAPE).row

    def cut(line: Sequence[str]) -> list[str]:
        if not any(cell.strip() for cell in line):
            return []
        return [_cell(line, places.get(name)) or given.get(name, "") for name in head]

    def rows() -> Iterator[Sequence[str]]:
        yield from ([] for _ in range(first - 1))
        yield head
        yield from (cut(line) for line in lines[first:])

    begin, *rest = rows()
    return b"".join(csv_pieces(begin, rest))


def _cell(line: Sequence[str], place: int | None) -> str:
    text = line[place] if place is not None and place < len(line) else ""
    return "" if text.isspace() else text

"""RUMIS's export as rows, and the workbooks that leave here; nothing personal is in any of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO, Final

from assetmgr.db.errors import Refused
from assetmgr.exchange.parse.table import read_lines
from assetmgr.exchange.shape import make_shape
from assetmgr.i18n.marks import N_
from assetmgr.rumis.policy.comparing import Comparison, Differing
from assetmgr.rumis.policy.fields import FIELDS, HEADERS, MASTERS, Master, Name, field_of
from assetmgr.rumis.policy.rows import OurAct, Ours, Theirs
from assetmgr.spreadsheet.write import Table, Value, write_workbook, write_xlsx

_HEADER_WITHIN: Final = 20
_SHAPE: Final = make_shape((), {field.header: field.aliases for field in FIELDS})
IMPORT_HEADERS: Final = (
    "Paveida ID",
    "Nosaukuma ID",
    "Ražotāja ID",
    "Modelis",
    "Sērijas Nr.",
    "Inventāra Nr",
    "Ražošanas gads",
    "Iestādes piešķirtais nosaukums",
    "Ieg.v ID",
    "Sociālā atbalsta ID",
    "Izm.m. ID",
    "Mērķa grupas ID",
    "Atraš.v. ID",
    "Iegādes vērtība",
)
"""The header row of RUMIS's import workbook, exactly (RUMIS.md)."""
_SIDES: Final = {Master.OURS: "mūsu reģistrs", Master.RUMIS: "RUMIS"}


def read_export(content: bytes) -> tuple[list[Theirs], set[Name]]:
    """Read RUMIS's export (XLSX or CSV): its rows, and which of the compared columns it has.

    The header row is found by its names among the first 20; other columns are not looked at.

    Raises:
        Refused: it cannot be read, or neither serial nor inventory numbers are in it.
    """
    lines = read_lines(content, _SHAPE)
    heads = [[field_of(cell) for cell in line] for line in lines[:_HEADER_WITHIN]]
    counts = [len({name for name in head if name}) for head in heads]
    place = counts.index(max(counts)) if counts else 0
    columns = {name for name in heads[place] if name} if heads else set()
    if not columns & {Name.SERIAL, Name.INVENTORY}:
        raise Refused(
            N_("No line of the file has the header 'Sērijas Nr.' or 'Inventāra Nr'."), field="file"
        )
    rows = _rows(lines, place, heads[place])
    return list(rows), columns


def _rows(
    lines: Sequence[Sequence[str]], place: int, head: Sequence[Name | None]
) -> Iterator[Theirs]:
    for number, line in enumerate(lines[place + 1 :], start=place + 2):
        cells = {
            name: text.strip()
            for name, text in zip(head, line, strict=False)
            if name and text.strip() and "\0" not in text
        }
        if cells:
            yield Theirs(number, cells)


def write_import(file: IO[bytes], new: Iterable[Ours]) -> None:
    """Write new resources as the workbook that RUMIS imports."""
    write_xlsx(file, IMPORT_HEADERS, (_import_row(one) for one in new))


def _import_row(one: Ours) -> Sequence[Value]:
    """The year of making and the social-support flag are RUMIS's own to fill in."""
    return (
        one.subtype,
        one.model,
        one.manufacturer,
        one.model,
        one.serial_number,
        one.inventory_number,
        None,
        one.asset_tag,
        one.acquisition,
        None,
        one.purpose,
        one.target,
        one.location,
        one.value_eur,
    )


def write_differences(file: IO[bytes], found: Comparison) -> None:
    """Write all that differs, a sheet for each manner of it."""
    write_workbook(
        file,
        (
            Table("Atšķirības", _DIFFERING, (_line(one) for one in found.differing)),
            Table("Tikai pie mums", _ONLY_OURS, (_ours(one) for one in (*found.new, *found.unfit))),
            Table("Akti tikai pie mums", _ACTS, (_act(*one) for one in found.acts)),
            Table(
                "Tikai RUMIS", _ONLY_THEIRS, (_theirs(one, "nav pie mums") for one in found.foreign)
            ),
            Table("Akti tikai RUMIS", _THEIR_ACTS, (_their_act(*x) for x in found.foreign_acts)),
            Table("Neskaidri", _ONLY_THEIRS, (_theirs(one, "vairākas") for one in found.unclear)),
            Table("Laukam noteicējs", _MASTERS, _masters()),
        ),
    )


def write_ours(file: IO[bytes], found: Comparison) -> None:
    """Write what we take over from RUMIS."""
    write_xlsx(file, _DIFFERING, (_line(one) for one in found.of(Master.OURS)))


def write_to_rumis(file: IO[bytes], found: Comparison) -> None:
    """Write what RUMIS takes over: new resources as it imports them, and the fields to change."""
    write_workbook(
        file,
        (
            Table("Jauni resursi", IMPORT_HEADERS, (_import_row(one) for one in found.new)),
            Table("Jāmaina RUMIS", _DIFFERING, (_line(one) for one in found.of(Master.RUMIS))),
        ),
    )


def write_day(file: IO[bytes], found: Iterable[Ours], day: date) -> None:
    """Write resources with their acts of a day, for those who keep RUMIS up to date by hand.

    A row for each act that was issued or ended on it; else one with the newest act.
    """
    write_xlsx(file, _DAY, (row for one in found for row in _day(one, day)))


_DIFFERING: Final = ("Birka", "Akts", "Lauks", "Mūsu vērtība", "RUMIS vērtība", "Jāmaina", "Rinda")
_ONLY_OURS: Final = ("Birka", "Sērijas Nr.", "Inventāra Nr", "Modelis", "Statuss", "RUMIS pieņem")
_ACTS: Final = ("Akts", "Birka", "Sērijas Nr.", "Akta statuss", "Izsniegšanas datums", "Termiņš")
_ONLY_THEIRS: Final = ("Rinda", "Sērijas Nr.", "Inventāra Nr", "Modelis", "Kāpēc")
_THEIR_ACTS: Final = ("Rinda", "Birka", "PNA Nr", "Akta statuss", "Izsniegšanas datums")
_MASTERS: Final = ("Lauks", "Noteicējs")
_DAY: Final = (
    "Birka",
    *(HEADERS[name] for name in (Name.SERIAL, Name.INVENTORY, Name.STATUS, Name.ACT)),
    "Mūsu akts",
    *(HEADERS[name] for name in (Name.ACT_STATUS, Name.ISSUED, Name.DUE, Name.RETURNED)),
)


def _line(one: Differing) -> Sequence[Value]:
    side = _SIDES[one.to_change]
    header = HEADERS[one.field]
    return (one.asset_tag, one.act, header, one.ours, one.theirs, side, one.row)


def _ours(one: Ours) -> Sequence[Value]:
    fits = "jā" if one.serial_number and one.inventory_number else "nē: trūkst numura"
    return (
        one.asset_tag,
        one.serial_number,
        one.inventory_number,
        one.model,
        one.status,
        fits,
    )


def _act(one: Ours, act: OurAct) -> Sequence[Value]:
    return (act.number, one.asset_tag, one.serial_number, act.status, act.issued_on, act.due_on)


def _theirs(one: Theirs, why: str) -> Sequence[Value]:
    told = (one.cells.get(name) for name in (Name.SERIAL, Name.INVENTORY, Name.MODEL))
    return (one.row, *told, why)


def _their_act(one: Ours, row: Theirs) -> Sequence[Value]:
    told = (row.cells.get(name) for name in (Name.ACT, Name.ACT_STATUS, Name.ISSUED))
    return (row.row, one.asset_tag, *told)


def _masters() -> Iterator[Sequence[Value]]:
    return ((HEADERS[name], _SIDES[master]) for name, master in MASTERS.items())


def _day(one: Ours, day: date) -> Iterator[Sequence[Value]]:
    head = (one.asset_tag, one.serial_number, one.inventory_number, one.status)
    if not one.acts:
        yield (*head, None, None, None, None, None, None)
    of_day = [act for act in one.acts if day in {act.issued_on, act.ended_on}]
    for act in of_day or one.acts[-1:]:
        days = (act.issued_on, act.due_on, act.ended_on)
        yield (*head, act.rumis_number, act.number, act.status, *days)

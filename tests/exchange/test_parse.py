"""Files of every make become the same rows."""

import tracemalloc
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from xlsxwriter import Workbook

from assetmgr.exchange.devices.shape import SHAPE
from assetmgr.exchange.parse import Table, read_table
from assetmgr.exchange.parse.workbook import PIECE
from tests.exchange.files import csv_file, device, file_of

TEXT = "asset_tag,kind,institution,notes\nK-1,laptop,ABC,šķūnis\n"


def read(content: bytes) -> Table:
    return read_table(content, SHAPE)


def problems(table: Table) -> list[tuple[int, str | None]]:
    return [(fault.row, fault.column) for fault in table.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1257"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_are_found(encoding: str, delimiter: str) -> None:
    table = read(TEXT.replace(",", delimiter).encode(encoding))
    assert table.faults == ()
    assert dict(table.rows[0].cells) == {
        "asset_tag": "K-1",
        "kind": "laptop",
        "institution": "ABC",
        "notes": "šķūnis",
    }


def test_rows_are_numbered_as_in_the_file_and_empty_ones_are_skipped() -> None:
    table = read(TEXT.encode() + b"\n,,,\n \nK-2,laptop,ABC,\n")
    assert [row.number for row in table.rows] == [2, 6]


def test_a_header_under_a_title_is_found() -> None:
    table = read(("Ierīces 2024,,,\n\n" + TEXT).encode())
    assert [row.number for row in table.rows] == [4]


def test_latvian_and_rumis_headers_are_known() -> None:
    header = "Birka,Veids,Iestāde,Sērijas Nr.,Inventāra Nr,Modelis,Iegādes vērtība"
    table = read(f"{header}\n1,2,3,4,5,6,7".encode())
    assert list(table.rows[0].cells) == [
        "asset_tag",
        "kind",
        "institution",
        "serial_number",
        "inventory_number",
        "model",
        "price_eur",
    ]


def test_an_unknown_column_is_refused_by_its_name() -> None:
    table = read(csv_file({**device("K-1"), "Krāsa": "zila"}))
    assert problems(table) == [(1, "Krāsa")]
    assert table.rows == ()


def test_a_column_named_twice_is_refused() -> None:
    assert problems(read(b"asset_tag,kind,institution,Veids\n")) == [(1, "kind")]


def test_missing_columns_are_named() -> None:
    assert problems(read(b"asset_tag,notes\n")) == [(1, "kind"), (1, "institution")]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_lacks_its_columns(content: bytes) -> None:
    assert problems(read(content)) == [(1, "asset_tag"), (1, "kind"), (1, "institution")]


def test_a_cell_beside_the_columns_is_refused() -> None:
    assert problems(read(b"asset_tag,kind,institution,\nK-1,laptop,ABC,,\nK-2,laptop,ABC,x\n")) == [
        (3, None)
    ]
    assert problems(read(b"asset_tag,kind,institution\nK-2,laptop,ABC,x\n")) == [(2, None)]


def test_an_open_quotation_mark_is_refused_with_its_row() -> None:
    assert problems(read(b'asset_tag,kind,institution\nK-1,laptop,ABC\nK-2,"laptop,ABC\n')) == [
        (3, None)
    ]


def test_a_character_that_is_no_text_is_refused() -> None:
    assert problems(read(b"asset_tag,kind,institution\nK-\0,laptop,ABC\n")) == [(2, "asset_tag")]


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 no workbook", b"\xd0\xcf\x11\xe0 old", b"a\x81\x83\xff"]
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    table = read(content)
    assert table.rows == ()
    assert problems(table) == [(1, None)]


def test_numbers_and_dates_of_a_workbook_become_text() -> None:
    table = read(_workbook())
    assert table.faults == ()
    assert dict(table.rows[0].cells) == {
        "asset_tag": "100200",
        "kind": "laptop",
        "institution": "ABC",
        "price_eur": "349.9",
        "acquired_on": "2024-09-01",
        "aue": "2029-06-30",
    }
    assert table.rows[0].number == 4


@pytest.mark.parametrize("far", [(1_048_575, 16_383), (200_000, 702), (1_048_575, 30)])
def test_a_workbook_with_a_cell_too_far_off_is_refused_before_it_fills_the_memory(
    far: tuple[int, int],
) -> None:
    file = BytesIO()
    with Workbook(file) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["asset_tag", "kind", "institution"])
        sheet.write_string(*far, "here")
    table = read(file.getvalue())
    assert table.rows == ()
    assert "unpacks to more" in table.faults[0].message


def test_a_sheet_under_any_name_and_with_a_far_cell_between_two_pieces_is_refused() -> None:
    sheet = b"<row>" + b" " * (PIECE - 20) + b'<c   r =   "ZZ1048576"/></row>'
    for name in ("xl/worksheets/sheet1.xml", "xl/other.xml"):
        assert "unpacks to more" in read(_archive(name, sheet)).faults[0].message


def test_looking_for_far_cells_takes_little_memory() -> None:
    content = _archive("xl/worksheets/sheet1.xml", b'<c r="AB1"/>' * 300_000)
    tracemalloc.start()
    try:
        read(content)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 8 * PIECE


def test_a_tag_without_an_end_is_refused_before_it_fills_the_memory() -> None:
    content = _archive("xl/worksheets/sheet1.xml", b"<c " + b" " * 3 * PIECE)
    assert "unpacks to more" in read(content).faults[0].message


def _archive(name: str, part: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(name, part)
    return file.getvalue()


def test_a_cell_at_the_last_row_or_column_is_read() -> None:
    for far in ((300_000, 16), (3, 16_383)):
        file = BytesIO()
        with Workbook(file) as workbook:
            sheet = workbook.add_worksheet()
            sheet.write_row(0, 0, ["asset_tag", "kind", "institution"])
            sheet.write_string(*far, "here")
        assert [fault.row for fault in read(file.getvalue()).faults] == [far[0] + 1]


def _workbook() -> bytes:
    file = BytesIO()
    workbook = Workbook(file)
    sheet = workbook.add_worksheet()
    sheet.write_row(2, 0, ["asset_tag", "kind", "institution", "price_eur", "acquired_on", "aue"])
    sheet.write_row(3, 0, [100200, "laptop", "ABC", 349.9])
    as_date = workbook.add_format({"num_format": "dd.mm.yyyy"})
    sheet.write_datetime(3, 4, datetime(2024, 9, 1), as_date)  # noqa: DTZ001 - Excel has no zones
    sheet.write_datetime(3, 5, date(2029, 6, 30), as_date)
    workbook.close()
    return file.getvalue()


@pytest.mark.parametrize("xlsx", [False, True])
def test_fifty_thousand_rows_are_read(xlsx: bool) -> None:
    rows = [[f"K-{number}", "laptop", "ABC"] for number in range(50_000)]
    table = read(file_of(["asset_tag", "kind", "institution"], rows, xlsx=xlsx))
    assert len(table.rows) == 50_000
    assert table.rows[-1].number == 50_001
    assert table.rows[-1].cells["asset_tag"] == "K-49999"

"""Tables as files: figures stay figures, and no text becomes a formula."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

from python_calamine import CalamineWorkbook

from assetmgr.devices.codes import Status
from assetmgr.spreadsheet.write import Value, csv_pieces, write_xlsx

HEAD = ("Name", "Figure", "Share", "Cost", "Day", "Status", "Nothing")
ROW: tuple[Value, ...] = (
    "=1+1", 3, Fraction(1, 3), Decimal("2.50"), date(2024, 9, 1), Status.IN_USE, None,
)  # fmt: skip


def test_a_csv_cell_that_looks_like_a_formula_is_quoted() -> None:
    text = b"".join(csv_pieces(HEAD, [ROW], bom=True)).decode("utf-8-sig")
    assert text.splitlines() == [
        "Name,Figure,Share,Cost,Day,Status,Nothing",
        "'=1+1,3,0.3333,2.50,2024-09-01,in_use,",
    ]


def test_a_long_csv_comes_in_pieces_and_whole() -> None:
    rows = [(str(number),) for number in range(1_001)]
    pieces = list(csv_pieces(("Number",), rows))
    assert len(pieces) > 1
    lines = b"".join(pieces).decode().splitlines()
    assert lines == ["Number", *(str(number) for number in range(1_001))]


def test_a_workbook_keeps_texts_as_texts_and_figures_as_figures() -> None:
    file = BytesIO()
    write_xlsx(file, HEAD, [ROW])
    file.seek(0)
    head, row = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert tuple(head) == HEAD
    assert row == ["=1+1", 3.0, 1 / 3, 2.5, "2024-09-01", "in_use", ""]

"""Tables as files: figures stay figures, and no text becomes a formula."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

from python_calamine import CalamineWorkbook

from assetmgr.web.download import Sheet, as_csv, as_xlsx

SHEET = Sheet(
    "any",
    ("Name", "Figure", "Share", "Cost", "Day", "Nothing"),
    [("=1+1", 3, Fraction(1, 3), Decimal("2.50"), date(2024, 9, 1), None)],
)


def test_a_csv_cell_that_looks_like_a_formula_is_quoted() -> None:
    text = as_csv(SHEET).decode("utf-8-sig")
    assert text.splitlines()[1] == "'=1+1,3,0.3333,2.50,2024-09-01,"


def test_a_workbook_keeps_texts_as_texts_and_figures_as_figures() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(as_xlsx(SHEET)))
    row = book.get_sheet_by_index(0).to_python()[1]
    assert row == ["=1+1", 3.0, 1 / 3, 2.5, "2024-09-01", ""]

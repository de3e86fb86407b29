"""The table of label sheets."""

import pytest

from labels.sheets import PAGE_HEIGHT, PAGE_WIDTH, SHEETS, Sheet, UnknownSheetError, sheet_by_code


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.code)
def test_every_label_lies_on_the_page_and_on_no_other_label(sheet: Sheet) -> None:
    left, top = sheet.corner(sheet.labels - 1)
    # The makers round up: 3475 is 0.15 mm wider than A4 by its own figures.
    assert left + sheet.width <= PAGE_WIDTH + 0.2
    assert top + sheet.height <= PAGE_HEIGHT
    assert sheet.pitch_x >= sheet.width
    assert sheet.pitch_y >= sheet.height


def test_places_run_row_by_row_from_the_upper_left_corner() -> None:
    sheet = sheet_by_code("L4770")
    assert sheet.labels == 40
    assert sheet.corner(0) == (10, 22)
    assert sheet.corner(5) == (10 + 48.5, 22 + 25.4)


@pytest.mark.parametrize("alias", ["L6140", "l6145", " L4770 "])
def test_a_sheet_is_found_by_its_aliases_in_any_case(alias: str) -> None:
    assert sheet_by_code(alias).code == "L4770"


def test_an_unknown_sheet_is_refused_with_the_codes_that_are_known() -> None:
    with pytest.raises(UnknownSheetError, match=r"'L9999'; known: L7160, .*L6140, .*3475"):
        sheet_by_code("L9999")

"""Measures of sheets that can be printed, and shifts of the print."""

import io
from contextlib import nullcontext
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.fit import Fault, check_offset, faults_of
from labels.pdf import write_sheets
from labels.sheets import SHEETS, Sheet, sheet_by_code
from tests.labels.pages import Box, label, picture, printed, text_in

SHEET = sheet_by_code("L4770")
tenths = st.integers(-220, 220).map(lambda n: n / 10)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.code)
def test_the_makers_own_sheets_are_sound(sheet: Sheet) -> None:
    assert faults_of(sheet) == ()


@pytest.mark.parametrize(
    ("sheet", "fault", "by"),
    [
        (replace(SHEET, width=12.0), Fault.TOO_NARROW, 3.0),
        (replace(SHEET, height=7.5), Fault.TOO_LOW, 0.5),
        (replace(SHEET, left=-0.1), Fault.OFF_LEFT, 0.1),
        (replace(SHEET, top=-2.0), Fault.OFF_TOP, 2.0),
        (replace(SHEET, left=21.0), Fault.OFF_RIGHT, 2.0),
        (replace(SHEET, rows=11), Fault.OFF_BOTTOM, 4.2),
        (replace(SHEET, pitch_x=45.0), Fault.OVERLAP_ACROSS, 0.7),
        (replace(SHEET, pitch_y=25.0), Fault.OVERLAP_DOWN, 0.4),
    ],
)
def test_a_sheet_that_cannot_be_printed_says_why_and_by_how_much(
    sheet: Sheet, fault: Fault, by: float
) -> None:
    (found,) = faults_of(sheet)
    assert found.fault is fault
    assert found.by == pytest.approx(by)


def test_a_single_label_may_have_any_pitch() -> None:
    assert faults_of(Sheet("one", 100, 100, 1, 1, 10, 10, 0, 0)) == ()


@pytest.mark.parametrize("offset", [(0.05, 0), (0, 1.234)])
def test_an_offset_finer_than_a_tenth_is_refused(offset: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match=r"is not in steps of 0\.1 mm"):
        check_offset(SHEET, offset)


@given(tenths, tenths)
def test_an_offset_passes_as_long_as_what_stands_on_labels_stays_on_the_page(
    x: float, y: float
) -> None:
    white = 1.0 + 1e-6
    fits = -10 - white <= x <= 210 - SHEET.right + white
    fits &= -22 - white <= y <= 297 - SHEET.bottom + white
    with nullcontext() if fits else pytest.raises(ValueError, match="would leave the page"):
        check_offset(SHEET, (x, y))


@pytest.mark.parametrize("code", ["3474", "3475"])
def test_a_sheet_that_fills_the_page_can_be_shifted_by_its_white_edge(code: str) -> None:
    check_offset(sheet_by_code(code), (1.0, -1.0))
    with pytest.raises(ValueError, match=r"leave the page at its right edge by 1\.1 mm"):
        check_offset(sheet_by_code(code), (1.1, 0))


def test_a_refused_offset_writes_nothing() -> None:
    out = io.BytesIO()
    with pytest.raises(ValueError, match="upper edge"):
        write_sheets([label("K-1")], SHEET, out, offset=(0, -23.5))
    assert out.getvalue() == b""


def test_an_offset_shifts_every_label_to_the_right_and_down() -> None:
    specs = [label(f"K-{n}") for n in range(SHEET.labels)]
    shifted = replace(SHEET, left=SHEET.left + 1.5, top=SHEET.top - 2.3)
    moved, there = printed(specs, SHEET, offset=(1.5, -2.3))[0], printed(specs, shifted)[0]
    assert picture(moved, 100).tobytes() == picture(there, 100).tobytes()
    assert text_in(moved, Box.of(shifted, 39)).startswith("K-39 ")

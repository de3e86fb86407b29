"""The page that shows where a printer puts the labels."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from labels.calibration import CalibrationTexts, write_calibration
from labels.fit import NO_OFFSET, Offset
from labels.sheets import SHEETS, Sheet, sheet_by_code
from tests.labels.pages import picture

TEXTS = CalibrationTexts("L4770: kur printeris liek uzlīmes", ("Drukājiet šķībi.", "Mēriet."))
SHEET = sheet_by_code("L4770")
DPI = 254
"""Ten pixels in a millimetre."""


def page(sheet: Sheet, offset: Offset = NO_OFFSET) -> pypdfium2.PdfPage:
    out = io.BytesIO()
    write_calibration(sheet, out, TEXTS, offset=offset)
    document = pypdfium2.PdfDocument(out.getvalue())
    assert len(document) == 1
    return document[0]


def darkest(found: pypdfium2.PdfPage, x: float, y: float) -> int:
    """The darkest pixel within 0.2 mm of a point in mm."""
    return darkest_around(picture(found, DPI), round(x * 10), round(y * 10), 2)


def darkest_around(image: Image.Image, x: int, y: int, reach: int) -> int:
    """The darkest pixel at most `reach` pixels from a point, across or down."""
    return min(image.crop((x - reach, y - reach, x + reach + 1, y + reach + 1)).tobytes())


def test_it_says_how_to_measure_in_latvian() -> None:
    text = page(SHEET).get_textpage().get_text_bounded()
    assert "L4770: kur printeris liek uzlīmes" in text
    assert "1. Drukājiet šķībi." in text
    assert "2. Mēriet." in text


@pytest.mark.parametrize("offset", [(0.0, 0.0), (2.5, -1.3)])
def test_crosses_and_outlines_stand_where_the_labels_are_printed(offset: Offset) -> None:
    found = page(SHEET, offset)
    x, y = offset
    for corner_x in (SHEET.left + x, SHEET.right + x):
        for corner_y in (SHEET.top + y, SHEET.bottom + y):
            assert darkest(found, corner_x - 3.5, corner_y) < 100
            assert darkest(found, corner_x, corner_y + 3.5) < 100
    left, top = SHEET.corner(5)
    assert darkest(found, left + x + 20, top + y) < 200
    assert darkest(found, left + x + 20, top + y + 12) == 255


def test_the_rulers_count_from_the_edge_of_the_page_whatever_the_offset() -> None:
    one, other = (picture(page(SHEET, offset), DPI) for offset in (NO_OFFSET, (1.0, 1.0)))
    ruler = (500, 70, 2000, 110)
    assert one.crop(ruler).tobytes() == other.crop(ruler).tobytes()
    assert darkest(page(SHEET), 100, 10.5) < 200
    assert darkest(page(SHEET), 101, 10.5) == 255


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.code)
def test_crosses_stand_where_a_printer_reaches(sheet: Sheet) -> None:
    found = picture(page(sheet), 100)
    across = sheet.left if sheet.left >= 6 else sheet.left + sheet.width
    down = sheet.top if sheet.top >= 6 else sheet.top + sheet.height
    x, y = round(across / 25.4 * 100), round(down / 25.4 * 100)
    assert 25 <= x < found.width - 25
    assert 25 <= y < found.height - 25
    assert darkest_around(found, x, y, 3) < 60


def test_an_offset_off_the_page_is_refused() -> None:
    with pytest.raises(ValueError, match="would leave the page"):
        write_calibration(replace(SHEET, left=20.0), io.BytesIO(), TEXTS, offset=(5.0, 0.0))

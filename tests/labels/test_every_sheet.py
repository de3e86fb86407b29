"""Each sheet of the table: a label keeps within its edges and its code can be read."""

import pytest
import zxingcpp
from PIL import Image

from labels.layout import SMALLEST_MODULE, module_size, payload_for
from labels.qr import QUIET, side
from labels.sheets import SHEETS, Sheet
from labels.spec import LabelSpec
from tests.labels.pages import Box, label, picture, printed, text_in

every_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.code)
usual = label("K-0412", "Raiņa 6. vsk.", "Chromebook")
LABELS = [usual, label("WWW" * 12, "ŠĢĶŅ " * 40, "WĻ" * 100), label("Ā-1/b", "", "")]
DPI = 200


@every_sheet
@pytest.mark.parametrize("spec", LABELS, ids=["usual", "long", "short"])
def test_nothing_is_drawn_outside_the_label(sheet: Sheet, spec: LabelSpec) -> None:
    place = sheet.columns + 1
    page = picture(printed([spec], sheet, start=place + 1)[0], DPI)
    box = Box.of(sheet, place).pixels(DPI)
    assert page.crop(box).getextrema() == (0, 255)
    page.paste(255, box)
    assert page.getextrema() == (255, 255)


@every_sheet
def test_a_full_sheet_is_read_back_in_order(sheet: Sheet) -> None:
    labels = [label(f"K-{n:04}") for n in range(sheet.labels)]
    page = printed(labels, sheet)[0]
    read = zxingcpp.read_barcodes(picture(page, 300))
    assert sorted(code.text for code in read) == [payload_for(spec, sheet) for spec in labels]
    for place in (0, sheet.columns, sheet.labels - 1):
        assert text_in(page, Box.of(sheet, place)).startswith(f"K-{place:04} LVĢ ")


@every_sheet
def test_the_quiet_zone_is_white_and_inside_the_label(sheet: Sheet) -> None:
    page = picture(printed([usual], sheet)[0], DPI)
    (code,) = zxingcpp.read_barcodes(page)
    across = side(payload_for(usual, sheet))
    quiet = QUIET * module_size(across, sheet.width, sheet.height) / 25.4 * DPI
    symbol = code.position
    around = (
        round(symbol.top_left.x - quiet) + 2,
        round(symbol.top_left.y - quiet) + 2,
        round(symbol.bottom_right.x + quiet) - 2,
        round(symbol.bottom_right.y + quiet) - 2,
    )
    left, top, _, bottom = Box.of(sheet, 0).pixels(DPI)
    assert around[0] >= left
    assert around[1] >= top
    assert around[3] <= bottom
    assert _ink_without_symbol(page.crop(around), quiet) == (255, 255)


def _ink_without_symbol(area: Image.Image, quiet: float) -> tuple[int, int]:
    edge = int(quiet) - 4
    area.paste(255, (edge, edge, area.width - edge, area.height - edge))
    low, high = area.getextrema()
    return int(str(low)), int(str(high))


@every_sheet
def test_modules_are_half_a_millimetre_or_more_but_on_labels_of_10_mm(sheet: Sheet) -> None:
    module = module_size(side(payload_for(usual, sheet)), sheet.width, sheet.height)
    assert module >= (SMALLEST_MODULE if sheet.height > 10 else 10 / 29)


def test_a_label_too_low_for_the_address_carries_the_bare_tag() -> None:
    bare = {sheet.code for sheet in SHEETS if payload_for(usual, sheet) == "K-0412"}
    assert bare == {"L4732", "L4731"}

"""Each sheet of the table and an own one: labels keep within their edges and can be read."""

import pytest
import zxingcpp
from PIL import Image, ImageFilter

from labels.layout import SMALLEST_MODULE, module_size, payload_for
from labels.qr import QUIET, side
from labels.sheets import SHEETS, Sheet
from labels.spec import LabelSpec
from tests.labels.pages import Box, label, picture, printed, text_in

OWN = Sheet("own", 48.5, 16.9, 4, 16, 8, 12.8, 48.6, 17)
every_sheet = pytest.mark.parametrize("sheet", [*SHEETS, OWN], ids=lambda sheet: sheet.code)
usual = label("K-0412", "Raiņa 6. vsk.", "Chromebook")
EVERYTHING = ("Raiņa 6. vsk.", "HP Chromebook 11 G9 EE", "Chromebook", "213. kabinets",
              "Inv. 12304-0012", "S/N 5CD1234XYZ", "Tālr. 63400000")  # fmt: skip
LABELS = {
    "usual": usual,
    "long": label("WWW" * 12, "ŠĢĶŅ " * 40, "WĻ" * 100),
    "short": label("Ā-1/b", "", ""),
    "everything": label("K-0412", *EVERYTHING),
    "words": label("Uzlādes skapis otrā stāva gaitenī pie kāpnēm", *EVERYTHING),
}
DPI = 200


@every_sheet
@pytest.mark.parametrize("spec", LABELS.values(), ids=LABELS)
def test_nothing_is_drawn_outside_the_label(sheet: Sheet, spec: LabelSpec) -> None:
    place = sheet.columns + 1
    page = picture(printed([spec], sheet, start=place + 1)[0], DPI)
    box = Box.of(sheet, place).pixels(DPI)
    assert page.crop(box).getextrema() == (0, 255)
    page.paste(255, box)
    assert page.getextrema() == (255, 255)


@every_sheet
def test_a_full_sheet_has_ink_within_its_labels_alone(sheet: Sheet) -> None:
    labels = [label(f"K-{n:04}", *EVERYTHING[: n % 8]) for n in range(sheet.labels)]
    page = picture(printed(labels, sheet)[0], DPI)
    for place in range(sheet.labels):
        box = Box.of(sheet, place).pixels(DPI)
        assert page.crop(box).getextrema() == (0, 255)
        page.paste(255, box)
    assert page.getextrema() == (255, 255)


@every_sheet
@pytest.mark.parametrize("blurred", [False, True], ids=["300 dpi", "200 dpi, blurred"])
def test_every_label_of_a_full_sheet_is_read(sheet: Sheet, blurred: bool) -> None:
    labels = [label(f"K-{n:04}") for n in range(sheet.labels)]
    image = picture(printed(labels, sheet)[0], 200 if blurred else 300)
    if blurred:
        image = image.filter(ImageFilter.GaussianBlur(0.7))
    read = zxingcpp.read_barcodes(image)
    assert sorted(code.text for code in read) == [payload_for(spec, sheet.face) for spec in labels]


@every_sheet
def test_labels_stand_in_their_places_in_order(sheet: Sheet) -> None:
    page = printed([label(f"K-{n:04}") for n in range(sheet.labels)], sheet)[0]
    for place in (0, sheet.columns, sheet.labels - 1):
        assert text_in(page, Box.of(sheet, place)).startswith(f"K-{place:04} LVĢ ")


@every_sheet
def test_the_quiet_zone_is_white_and_inside_the_label(sheet: Sheet) -> None:
    page = picture(printed([usual], sheet)[0], DPI)
    (code,) = zxingcpp.read_barcodes(page)
    across = side(payload_for(usual, sheet.face))
    quiet = QUIET * module_size(across, sheet.face) / 25.4 * DPI
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
    module = module_size(side(payload_for(usual, sheet.face)), sheet.face)
    assert module >= (SMALLEST_MODULE if sheet.height > 10 else 10 / 29)


def test_a_label_too_low_for_the_address_carries_the_bare_tag() -> None:
    bare = {sheet.code for sheet in SHEETS if payload_for(usual, sheet.face) == "K-0412"}
    assert bare == {"L4732", "L4731"}

"""A file of 2,092 labels, the size of the Chromebook fleet, read back whole."""

import io

import pypdfium2
import pytest
import zxingcpp

from labels.pdf import write_sheets
from labels.sheets import sheet_by_code
from labels.spec import LabelSpec
from tests.labels.pages import Box, label, picture, text_in

SHEET = sheet_by_code("L4770")
OWNERS = ("LVĢ", "Raiņa 6. vsk.", "Ezerkrasta sāksk.", "PII „Liedaga”", "Rietumkrasta psk.")
MODELS = ("Lenovo 300e Gen 3", "HP Chromebook 11 G9 EE", "Acer Spin 511")


@pytest.fixture(scope="module")
def fleet() -> list[LabelSpec]:
    return [
        label(f"K-{n:04}", OWNERS[n % len(OWNERS)], MODELS[n % len(MODELS)]) for n in range(2092)
    ]


@pytest.fixture(scope="module")
def file(fleet: list[LabelSpec]) -> pypdfium2.PdfDocument:
    out = io.BytesIO()
    assert write_sheets(iter(fleet), SHEET, out) == 53
    return pypdfium2.PdfDocument(out.getvalue())


def test_every_code_of_the_file_is_read_from_its_rendered_page(
    fleet: list[LabelSpec], file: pypdfium2.PdfDocument
) -> None:
    for number, page in enumerate(file):
        read = zxingcpp.read_barcodes(picture(page, 150))
        on_page = fleet[number * SHEET.labels : (number + 1) * SHEET.labels]
        assert sorted(code.text for code in read) == [spec.url for spec in on_page]


def test_every_label_bears_its_tag_owner_and_model_in_text(
    fleet: list[LabelSpec], file: pypdfium2.PdfDocument
) -> None:
    for number in (0, 30, 52):
        on_page = fleet[number * SHEET.labels : (number + 1) * SHEET.labels]
        for place, spec in enumerate(on_page):
            expected = f"{spec.tag} {' '.join(spec.lines)}"
            assert text_in(file[number], Box.of(SHEET, place)) == expected

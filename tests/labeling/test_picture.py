"""The pictures of a label and of a sheet."""

import re

import pytest

from assetmgr.labeling.pictures import label_picture, sheet_picture, sheet_sketch
from labels import qr
from labels.layout import Face, payload_for
from labels.rolls import BROTHER_ROLLS, ZEBRA_ROLLS
from labels.sheets import SHEETS, Sheet, sheet_by_code
from labels.spec import tag_label

SPEC = tag_label("https://ierices.example.lv", "K-0001", ("A & B <skola>", "HP"))
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\d+z")
FACES = {one.code: one.face for one in (*SHEETS, *ZEBRA_ROLLS, *BROTHER_ROLLS)}


def modules(svg: str) -> set[tuple[int, int]]:
    """The dark modules of the drawn code: column and row."""
    return {
        (column, int(row))
        for left, row, length in RUN.findall(svg)
        for column in range(int(left), int(left) + int(length))
    }


@pytest.mark.parametrize("face", FACES.values(), ids=FACES)
def test_the_picture_has_the_code_that_the_paper_gets(face: Face) -> None:
    rows = qr.matrix(payload_for(SPEC, face))
    dark = {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    assert modules(label_picture(SPEC, face, "")) == dark


def test_texts_of_a_label_are_escaped() -> None:
    svg = label_picture(SPEC, sheet_by_code("L7163").face, "<K>")
    assert "A &amp; B &lt;skola&gt;" in svg
    assert 'aria-label="&lt;K&gt;"' in svg


@pytest.mark.parametrize(("start", "count", "shaded"), [(1, 3, 3), (40, 3, 1), (5, 500, 36)])
def test_the_sheet_shades_the_places_that_get_a_label(start: int, count: int, shaded: int) -> None:
    svg = sheet_picture(
        sheet_by_code("L4770"), start, count, address=lambda place: f"?start={place}", name=str
    )
    assert svg.count('fill="var(--chart-2)"') == shaded
    assert [int(place) for place in re.findall(r'href="\?start=(\d+)"', svg)] == [*range(1, 41)]


def test_a_sketch_shows_every_label_even_outside_the_page() -> None:
    svg = sheet_sketch(Sheet("own", 100, 50, 3, 2, 5, 5, 105, 52), "Own")
    assert svg.count('fill="var(--sea-soft)"') == 6
    assert 'x="215.4"' in svg

"""The file as a whole: pages, places, errors, and that it is written as it grows."""

import io
from collections.abc import Iterator

import pytest

from labels.pdf import write_sheets
from labels.sheets import sheet_by_code
from labels.spec import LabelSpec
from tests.labels.pages import Box, label, picture, printed, text_in

SHEET = sheet_by_code("L4770")


def test_the_start_place_leaves_used_labels_white() -> None:
    document = printed([label(f"K-{n}") for n in range(36)], SHEET, start=7)
    assert len(document) == 2
    page, following = document
    assert [text_in(page, Box.of(SHEET, place)) for place in range(6)] == [""] * 6
    assert text_in(page, Box.of(SHEET, 6)).startswith("K-0 ")
    assert text_in(page, Box.of(SHEET, 39)).startswith("K-33 ")
    assert text_in(following, Box.of(SHEET, 0)).startswith("K-34 ")
    used = picture(page, 72).crop((0, 0, 595, int((22 + 25.4) / 25.4 * 72)))
    assert used.getextrema() == (255, 255)


@pytest.mark.parametrize(("labels", "start", "pages"), [(1, 40, 1), (2, 40, 2), (40, 1, 1)])
def test_pages_are_counted(labels: int, start: int, pages: int) -> None:
    out = io.BytesIO()
    assert write_sheets([label("K-1")] * labels, SHEET, out, start=start) == pages


@pytest.mark.parametrize("start", [0, 41, -1])
def test_a_start_place_that_the_sheet_lacks_is_refused(start: int) -> None:
    out = io.BytesIO()
    with pytest.raises(ValueError, match=f"places 1 to 40: printing cannot start at {start}"):
        write_sheets([label("K-1")], SHEET, out, start=start)
    assert out.getvalue() == b""


def test_no_labels_is_refused_before_anything_is_written() -> None:
    out = io.BytesIO()
    with pytest.raises(ValueError, match="choose at least one device"):
        write_sheets(iter([]), SHEET, out)
    assert out.getvalue() == b""


def test_each_page_is_written_before_the_labels_of_the_next_are_asked_for() -> None:
    out = io.BytesIO()
    asked = 0
    seen: list[tuple[int, int, int]] = []

    def source() -> Iterator[LabelSpec]:
        nonlocal asked
        for n in range(100):
            asked += 1
            yield label(f"K-{n}")

    write_sheets(source(), SHEET, out, progress=lambda done: seen.append((done, asked, out.tell())))
    assert [(done, asked) for done, asked, _ in seen] == [(40, 40), (80, 80), (100, 100)]
    sizes = [size for *_, size in seen]
    assert 10_000 < sizes[0] < sizes[1] - 10_000


def test_the_longest_texts_are_shortened_and_the_tag_is_set_smaller() -> None:
    long = label("KARSAVAS-0000412", "Ziemeļkurzemes " * 9, "Chromebook " * 9)
    text = text_in(printed([long], SHEET)[0], Box.of(SHEET, 0))
    assert text.startswith("KARSAVAS-0000412 Ziemeļkurzemes ")
    assert text.count("…") == 2


def test_owner_and_model_may_be_missing() -> None:
    text = text_in(printed([label("K-1", "", "")], SHEET)[0], Box.of(SHEET, 0))
    assert text == "K-1"

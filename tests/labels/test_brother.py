"""Labels for Brother QL: the picture in the printer's dots, and the jobs where its library is."""

import io

import pytest
import zxingcpp

from labels import brother
from labels.layout import payload_for
from labels.raster import label_image
from labels.rolls import BROTHER_DOTS, BROTHER_ROLLS, BrotherRoll
from tests.labels.pages import label

every_roll = pytest.mark.parametrize("roll", BROTHER_ROLLS, ids=lambda roll: roll.code)


@every_roll
def test_the_picture_has_the_rolls_own_dots_and_its_code_is_read(roll: BrotherRoll) -> None:
    image = label_image(label("K-0412"), roll.face, BROTHER_DOTS)
    assert image.size == (roll.columns, roll.rows)
    (code,) = zxingcpp.read_barcodes(image)
    assert code.text == payload_for(label("K-0412"), roll.face)


@every_roll
def test_ink_keeps_off_the_edge_of_the_printable_part(roll: BrotherRoll) -> None:
    image = label_image(label("Ģ-0412", "ŠĢĶŅ " * 40, "WĻ" * 100), roll.face, BROTHER_DOTS)
    image.paste(255, (1, 1, image.width - 1, image.height - 1))
    assert image.getextrema() == (255, 255)


def test_without_the_library_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(brother, "find_spec", lambda name: None)
    assert not brother.is_installed()
    with pytest.raises(brother.NoDriverError, match=r"pip install 'assetmgr\[brother\]'"):
        brother.write_brother([label("K-1")], BROTHER_ROLLS[0], io.BytesIO())


@every_roll
def test_each_label_is_a_job_of_its_own_with_every_line_of_its_picture(roll: BrotherRoll) -> None:
    out = io.BytesIO()
    assert brother.write_brother([label("K-1"), label("K-2")], roll, out) == 2
    told = out.getvalue()
    assert told.count(b"\x1b@") == 2  # each begins with ESC @, initialise
    assert told.endswith(b"\x1a")  # and ends with 'print, then feed'
    lengthwise = max(roll.rows, roll.columns) if "x" in roll.driver_name else roll.rows
    lines = roll.rows if roll.driver_name in {"62x29", "62", "23x23"} else lengthwise
    assert told.count(b"\x67\x00\x5a") == 2 * lines  # raster lines of 90 bytes


def test_an_unknown_printer_and_no_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="knows no printer 'QL-1'"):
        brother.write_brother([label("K-1")], BROTHER_ROLLS[0], io.BytesIO(), printer="QL-1")
    with pytest.raises(ValueError, match="choose at least one device"):
        brother.write_brother([], BROTHER_ROLLS[0], io.BytesIO())

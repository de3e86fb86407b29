"""Lines of a label: what is chosen stands there as far as there is room, and nowhere else."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from labels import fonts, qr
from labels.layout import MM, Face, layout_for
from labels.rolls import BROTHER_ROLLS, ZEBRA_ROLLS
from labels.sheets import SHEETS, sheet_by_code
from labels.spec import tag_label
from labels.typeset import SMALLEST_LINE, Line, lines_of

BASE = "https://ierices.liepaja.edu.lv"
FACES = [one.face for one in (*SHEETS, *ZEBRA_ROLLS, *BROTHER_ROLLS)]
LATVIAN = "AĀBCČDEĒFGĢHIĪJKĶLĻMNŅOPRSŠTUŪVZŽaābcčdeēfgģj 0123456789-"
texts = st.lists(st.text(LATVIAN, max_size=50), max_size=7).map(tuple)
L4770 = sheet_by_code("L4770").face
ALL_SEVEN = ("Liepājas Raiņa vsk.", "HP Chromebook 11 G9 EE", "Chromebook", "213. kabinets",
             "Inv. 12304-0012", "S/N 5CD1234XYZ", "Tālr. 63400000")  # fmt: skip


def placed(face: Face, tag: str, lines: tuple[str, ...]) -> tuple[Line, ...]:
    spec = tag_label(BASE, tag, lines)
    return lines_of(spec, layout_for(qr.side(spec.bare), face))


@given(st.sampled_from(FACES), st.text(LATVIAN, min_size=1, max_size=60), texts)
def test_every_line_lies_on_the_label_and_above_the_next_one(
    face: Face, tag: str, lines: tuple[str, ...]
) -> None:
    found = placed(face, tag, lines)
    for line in found:
        length = fonts.width(line.text, fonts.measure(700 if line.bold else 400), line.size)
        assert line.x >= 0
        assert line.x + length <= face.width * MM + 1e-6
        assert line.y >= 0.2 * line.size  # what hangs under the base line
        assert line.y + fonts.CAP_HEIGHT * line.size <= face.height * MM
    for upper, lower in pairwise(found):
        assert lower.y + fonts.CAP_HEIGHT * lower.size < upper.y


@given(st.sampled_from(FACES), texts)
def test_the_tag_stands_first_and_no_line_is_too_small_to_read(
    face: Face, lines: tuple[str, ...]
) -> None:
    tag, *others = placed(face, "K-0412", lines)
    assert tag.text == "K-0412"
    assert tag.bold
    assert all(line.size >= SMALLEST_LINE and not line.bold for line in others)


def test_what_is_chosen_stands_whole_where_smaller_letters_let_it() -> None:
    shown = [line.text for line in placed(L4770, "K-0412", ALL_SEVEN[:3])]
    assert " ".join(shown) == "K-0412 " + " ".join(ALL_SEVEN[:3])


def test_fewer_lines_are_set_larger() -> None:
    few, many = (placed(L4770, "K-0412", ALL_SEVEN[:count])[1].size for count in (2, 6))
    assert few > many


def test_the_first_lines_come_first_where_there_is_no_room_for_all() -> None:
    shown = [line.text for line in placed(sheet_by_code("L4731").face, "K-0412", ALL_SEVEN)]
    assert shown[0] == "K-0412"
    assert [text[:8] for text in shown[1:]] == ["Liepājas", "HP Chrom"]


def test_an_empty_line_takes_no_room() -> None:
    assert placed(L4770, "K-1", ("", "  ", "Chromebook")) == placed(L4770, "K-1", ("Chromebook",))


def test_a_name_of_several_words_is_broken_rather_than_set_tiny() -> None:
    name = "Uzlādes skapis otrā stāva gaitenī"
    bold = [line for line in placed(L4770, name, ("LVĢ",)) if line.bold]
    assert len(bold) == 3
    assert " ".join(line.text for line in bold) == name


def test_a_tag_keeps_its_spaces() -> None:
    assert placed(L4770, "A  1", ())[0].text == "A  1"

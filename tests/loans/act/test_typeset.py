"""Lines keep every letter and stay in their room."""

from hypothesis import given
from hypothesis import strategies as st

from assetmgr.loans.act.typeset import width, wrap

letters = st.text(st.sampled_from("aāčWiķņ. -/@\n\t\u00a0"), max_size=300)


@given(letters, st.sampled_from([20.0, 153.0, 490.0]), st.sampled_from([6.8, 9.0]), st.booleans())
def test_nothing_is_lost_and_nothing_is_too_wide(
    text: str, room: float, size: float, bold: bool
) -> None:
    lines = wrap(text, room, size, bold)
    assert all(width(line, size, bold) <= room + 0.01 for line in lines)
    plain = " \n\t"
    assert [one for one in "".join(lines) if one not in plain] == [
        one for one in text if one not in plain
    ]
    assert all(line.strip(plain) == line != "" for line in lines)


def test_words_fill_lines() -> None:
    assert wrap("viens divi trīs", 1000, 9) == ("viens divi trīs",)
    room = width("viens divi", 9) + 0.1
    assert wrap("viens divi trīs", room, 9) == ("viens divi", "trīs")


def test_a_number_and_its_unit_stay_together() -> None:
    room = width("cena 1 349", 9) + 0.1
    assert wrap("cena 1\u00a0349,00", room, 9) == ("cena", "1\u00a0349,00")


def test_letters_are_composed_and_narrow_spaces_are_drawn_wide() -> None:
    assert wrap("A\u0304be\u0304ls 1\u202f000", 500, 9) == ("Ābēls 1\u00a0000",)


def test_blank_text_has_no_lines() -> None:
    assert wrap(" \n\x00 ", 500, 9) == ()

"""Cutting and breaking text to a width."""

from hypothesis import assume, given
from hypothesis import strategies as st

from labels import fonts

FONT = fonts.load(400)
LATVIAN = "AĀBCČDEĒFGĢHIĪJKĶLĻMNŅOPRSŠTUŪVZŽaābcčdeēfgģhiījkķlļmnņoprsštuūvzž"
texts = st.text(LATVIAN + " 0123456789.-", max_size=60)


def test_the_font_has_every_latvian_letter() -> None:
    for weight in (400, 700):
        assert {ord(letter) for letter in LATVIAN + "„”–…"} <= set(
            fonts.load(weight).face.charToGlyph
        )


@given(texts, st.floats(20, 200))
def test_a_shortened_text_fits_and_begins_like_the_whole(text: str, room: float) -> None:
    shown = fonts.shorten(text, FONT, 8, room)
    assert fonts.width(shown, FONT, 8) <= room + 1e-9
    assert text.startswith(shown.removesuffix(fonts.ELLIPSIS))


def test_a_text_that_fits_is_not_shortened() -> None:
    assert fonts.shorten("Ķekava", FONT, 8, fonts.width("Ķekava", FONT, 8)) == "Ķekava"


@given(texts, st.floats(20, 200), st.integers(1, 4))
def test_broken_lines_fit_and_are_no_more_than_allowed(text: str, room: float, lines: int) -> None:
    broken = fonts.wrap(text, FONT, 8, room, lines)
    assert len(broken) <= lines
    assert all(fonts.width(line, FONT, 8) <= room + 1e-9 for line in broken)


@given(texts, st.floats(60, 200))
def test_a_text_with_lines_enough_loses_no_word(text: str, room: float) -> None:
    assume(all(fonts.width(word, FONT, 8) <= room for word in text.split()))
    assert " ".join(fonts.wrap(text, FONT, 8, room, 60)).split() == text.split()

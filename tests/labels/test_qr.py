"""Modules: the library's own, only sooner; and the path that draws them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.main import QRCode

from labels import qr
from labels.code import code_path

texts = (
    st.text("0123456789", min_size=1)
    | st.text("HTPS:/.-K09%", min_size=1)
    | st.text("ķ", min_size=1)
)


@given(texts)
def test_the_modules_are_those_of_the_library_left_to_itself(payload: str) -> None:
    code = QRCode(error_correction=ERROR_CORRECT_Q, mask_pattern=qr.MASK)
    code.add_data(payload, optimize=0)
    code.make()
    assert [list(map(bool, row)) for row in qr.matrix(payload)] == code.modules
    assert qr.side(payload) == len(code.modules)


@pytest.mark.parametrize(("characters", "modules"), [(16, 21), (29, 25), (38, 29)])
def test_a_text_takes_the_smallest_symbol(characters: int, modules: int) -> None:
    assert qr.side("A" * characters) == modules


def test_a_text_too_long_for_any_symbol_is_refused() -> None:
    with pytest.raises(ValueError, match="3000 characters are too many"):
        qr.matrix("A" * 3000)


@given(st.lists(st.lists(st.booleans(), min_size=9, max_size=9), min_size=9, max_size=9))
def test_the_path_covers_the_dark_modules_once_and_no_other(modules: list[list[bool]]) -> None:
    path = code_path([bytes(row) for row in modules], module=2.0, left=0.0, top=0.0)
    covered = [
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"^(\d+) (\d+) (\d+) 1 re$", path, re.MULTILINE)
        for step in range(int(length))
    ]
    dark = [(x, y) for y, row in enumerate(modules) for x, is_dark in enumerate(row) if is_dark]
    assert sorted(covered) == sorted(dark)


def test_neighbouring_modules_of_a_row_are_one_rectangle() -> None:
    path = code_path([b"\x01\x01\x01\x00\x01"], module=2.0, left=0.0, top=0.0)
    assert path.count(" re") == 2

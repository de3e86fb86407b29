"""Formulas in cells are made harmless, and every text comes back exactly."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assetmgr.exchange.devices.shape import SHAPE
from assetmgr.exchange.parse import read_table
from assetmgr.spreadsheet.quoting import quoted, unquoted
from tests.exchange.files import file_of

ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40) | st.text(
    "'=+-@\t\r\n,;\"a", max_size=8
)
IN_XML = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cn", "Co"), exclude_characters="\0"),
    max_size=40,
)


@given(ANY_TEXT)
@example("'=1")
@example("''-")
@example("'tis")
def test_every_text_comes_back_exactly(text: str) -> None:
    assert unquoted(quoted(text)) == text


@given(ANY_TEXT)
def test_no_quoted_text_begins_like_a_formula(text: str) -> None:
    assert not quoted(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("text", ["'tis", "O'Neil", "a=b", "", "ābols"])
def test_harmless_texts_stay_as_they_are(text: str) -> None:
    assert quoted(text) == text


@given(ANY_TEXT)
def test_a_csv_cell_comes_back_exactly(text: str) -> None:
    assert _through_a_file(text, xlsx=False) == text


@given(IN_XML)
@example("=1+1")
@example("_x0041_")
@example(" a\r\nb ")
def test_an_xlsx_cell_comes_back_exactly(text: str) -> None:
    assert _through_a_file(text, xlsx=True) == text


def _through_a_file(text: str, *, xlsx: bool) -> str:
    columns = ["asset_tag", "kind", "institution", "notes"]
    content = file_of(columns, [["K-1", "laptop", "ABC", text]], xlsx=xlsx)
    table = read_table(content, SHAPE)
    assert table.faults == ()
    return text if text.isspace() else table.rows[0].cells.get("notes", "")

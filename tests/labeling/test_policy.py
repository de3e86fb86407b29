"""Pure rules: series of codes, the order of walking, what stands on a label."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmgr.labeling.codes import LabelLine
from assetmgr.labeling.policy.papers import Format, known_papers, paper_named
from assetmgr.labeling.policy.series import CHECKED, check_sign, code_of, is_sound
from assetmgr.labeling.policy.style import Shown, Style, lines_for, usual_style
from assetmgr.labeling.policy.walking import Stop, natural_key, walking_key

letters = st.text(CHECKED, min_size=1, max_size=12)
prefixes = st.text("ABCĀŠabc0 -", max_size=8)
SHOWN = Shown("LVĢ", "HP ProBook", "portatīvais dators", "213", "123-4", "5CD1")


def test_the_check_sign_is_that_of_the_standard() -> None:
    """The example of ISO/IEC 7064 MOD 37,36 in the Global Release Identifier's standard."""
    assert check_sign("A12425GABC1234002") == "M"


@given(prefixes, st.integers(1, 10**6))
def test_a_code_of_a_series_is_sound_in_any_case(prefix: str, number: int) -> None:
    code = code_of(prefix, number)
    assert is_sound(code)
    assert is_sound(f" {code.lower()} ")


@given(letters, st.data())
def test_any_single_wrong_sign_shows(body: str, data: st.DataObject) -> None:
    code = body + check_sign(body)
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from(CHECKED.replace(code[place], "")))
    assert not is_sound(code[:place] + wrong + code[place + 1 :])


def test_nearly_all_neighbours_that_changed_places_show() -> None:
    codes = [code_of("RAI", number) for number in range(1, 500)]
    swapped = [
        code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        for code in codes
        for place in range(len(code) - 1)
        if code[place] != code[place + 1] and "-" not in code[place : place + 2]
    ]
    assert sum(map(is_sound, swapped)) < 0.005 * len(swapped)


@given(st.lists(st.integers(1, 10**5), unique=True, max_size=30))
def test_numbers_of_a_series_give_different_codes(numbers: list[int]) -> None:
    assert len({code_of("RAI", number) for number in numbers}) == len(numbers)


def test_nothing_is_no_code() -> None:
    assert not is_sound("")
    assert not is_sound("Ā")


def test_rooms_are_walked_by_site_building_floor_and_number() -> None:
    stops = [
        Stop(1, "10", 1, "A", "Ezera 1", "LVĢ", 1),
        Stop(2, "2", 1, "A", "Ezera 1", "LVĢ", 1),
        Stop(3, "101", 2, "A", "Ezera 1", "LVĢ", 1),
        Stop(4, "1", None, "A", "Ezera 1", "LVĢ", 1),
        Stop(5, "1", 1, "B", "Ezera 1", "LVĢ", 1),
        Stop(6, "1", 1, "A", "Ezera 12", "LVĢ", 1),
        Stop(None, None, None, None, None, "LVĢ", 1),
        Stop(7, "1", 1, "A", "Ezera 1", "Ābeļu ssk.", 1),
    ]
    walked = [stop.room_id for stop in sorted(stops, key=walking_key)]
    assert walked == [7, 2, 1, 3, 4, 5, 6, None]


@given(st.permutations(["", "2", "10", "10a", "² telpa", "Ā 1", "a1", "Aktu zāle", "2-10"]))
def test_names_with_numbers_have_one_order(names: list[str]) -> None:
    expected = ["", "2", "2-10", "10", "10a", "a1", "Aktu zāle", "Ā 1", "² telpa"]
    assert sorted(names, key=natural_key) == expected


def test_the_usual_label_has_the_owner_and_the_model_or_the_kind() -> None:
    assert lines_for(SHOWN, usual_style()) == ("LVĢ", "HP ProBook")
    bare = Shown("LVĢ", None, "portatīvais dators", None, None, None)
    assert lines_for(bare, usual_style()) == ("LVĢ", "portatīvais dators")


def test_a_kind_is_not_said_twice_where_no_model_is_told() -> None:
    style = Style((LabelLine.MODEL, LabelLine.KIND), None, usual_style().paper, (0, 0))
    assert lines_for(Shown("LVĢ", None, "planšetdators", None, None, None), style) == (
        "planšetdators",
    )


@given(st.sets(st.sampled_from(LabelLine)), st.sampled_from([None, "63400000"]))
def test_lines_stand_in_one_order_with_the_free_one_last(
    chosen: set[LabelLine], free: str | None
) -> None:
    style = Style(tuple(sorted(chosen)), free, usual_style().paper, (0, 0))
    texts = lines_for(SHOWN, style)
    everything = lines_for(SHOWN, Style(tuple(LabelLine), free, usual_style().paper, (0, 0)))
    assert [text for text in everything if text in texts] == list(texts)
    assert len(texts) == len(chosen) + bool(free)
    assert not free or texts[-1] == free


def test_papers_are_found_by_code_alias_and_name_in_any_case() -> None:
    for name, key in product(("l6140", "L4770"), ("L4770",)):
        found = paper_named(name, known_papers())
        assert found
        assert found.key == key
    assert paper_named("L9999", known_papers()) is None


@pytest.mark.parametrize("installed", [True, False])
def test_brothers_rolls_are_offered_where_their_library_is(
    monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    monkeypatch.setattr("labels.brother.is_installed", lambda: installed)
    formats = {paper.format for paper in known_papers()}
    assert (Format.BROTHER in formats) is installed
    assert {Format.PDF, Format.ZPL} <= formats

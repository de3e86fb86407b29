"""A tag's address and the way back from a scanner."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from labels.spec import (
    ALPHANUMERIC,
    bare_payload,
    room_from_scan,
    room_label,
    room_url,
    tag_from_scan,
    tag_label,
    tag_url,
)

BASE_URL = "https://ierices.liepaja.edu.lv"
tags = st.text(min_size=1) | st.text("AaāĀķŅ0 /%?#&+_~.-:", min_size=1)


def same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def test_the_address_is_in_capitals() -> None:
    assert tag_url(f"{BASE_URL}/", "k-0412") == "HTTPS://IERICES.LIEPAJA.EDU.LV/D/K-0412"


def test_a_latvian_letter_becomes_its_utf_8_bytes_in_upper_case_hex() -> None:
    assert tag_url(BASE_URL, "Ķ 1/2") == "HTTPS://IERICES.LIEPAJA.EDU.LV/D/%C4%B6%201%2F2"


@given(tags)
@example("Skola Ādaži/ķēniņš 007")
@example("d/1")
def test_any_tag_comes_back_from_its_address_but_for_case(tag: str) -> None:
    assert same(tag_from_scan(tag_url(BASE_URL, tag)), tag)


@given(tags)
def test_any_address_stays_in_the_alphanumeric_mode(tag: str) -> None:
    assert ALPHANUMERIC.issuperset(tag_url(BASE_URL, tag))


@given(tags)
def test_an_address_is_understood_in_lower_case_with_a_query_and_white_space(tag: str) -> None:
    scanned = f"\t {tag_url(BASE_URL, tag).lower()}?utm=d/x#top \r\n"
    assert same(tag_from_scan(scanned), tag)


@given(tags)
def test_an_installation_under_a_path_named_d_does_not_confuse_the_scanner(tag: str) -> None:
    assert same(tag_from_scan(tag_url("https://liepaja.lv/d/skolas", tag)), tag)


@pytest.mark.parametrize("typed", ["K-0412", "0007", "A/D/7", "100%41", "Ķ-1 b"])
def test_a_bare_tag_is_taken_as_typed_without_white_space_around_it(typed: str) -> None:
    assert tag_from_scan(f" {typed}\n") == typed


def test_a_foreign_address_is_left_as_it_is() -> None:
    assert tag_from_scan("https://example.com/about") == "https://example.com/about"


def test_a_device_without_a_tag_has_no_address() -> None:
    with pytest.raises(ValueError, match="without an asset tag"):
        tag_url(BASE_URL, "")


def test_a_base_url_outside_the_alphanumeric_mode_is_refused_with_its_characters() -> None:
    with pytest.raises(ValueError, match="'_ Ē'"):
        tag_url("https://skolu_ierīces.lv/ē".replace("ī", "i"), "K-1")


def test_a_bare_payload_is_in_capitals_where_that_makes_it_compact() -> None:
    assert bare_payload("k-0412") == "K-0412"
    assert bare_payload("ķ-0412") == "ķ-0412"


@given(st.integers(1, 10**18 - 1))
def test_a_room_comes_back_from_its_address_in_any_case_and_from_a_small_label(key: int) -> None:
    label = room_label(BASE_URL, key, "213")
    for scanned in (label.url, label.url.lower(), f" {label.url}?a=b\n", f"{label.url}/"):
        assert room_from_scan(scanned) == key
    assert room_from_scan(label.bare.lower()) == key
    assert ALPHANUMERIC.issuperset(label.url + label.bare)


@given(tags)
def test_the_label_of_a_device_is_no_room(tag: str) -> None:
    label = tag_label(BASE_URL, tag)
    assert room_from_scan(label.url) is None


@pytest.mark.parametrize("text", ["", "12", "R/12", "https://a.lv/r/", "https://a.lv/r/x", "ROOM:"])
def test_what_names_no_room_is_none(text: str) -> None:
    assert room_from_scan(text) is None


def test_a_room_has_a_positive_id() -> None:
    assert room_url(BASE_URL, 12) == "HTTPS://IERICES.LIEPAJA.EDU.LV/R/12"
    with pytest.raises(ValueError, match="no room has the id 0"):
        room_url(BASE_URL, 0)

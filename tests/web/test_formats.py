from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask, render_template_string
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st

from assetmgr.i18n.alphabet import latvian_key
from assetmgr.web import formats


def test_a_latvian_date_ends_with_a_full_stop() -> None:
    assert formats.date_text(date(2026, 11, 2), "lv") == "02.11.2026."


def test_an_english_date_names_its_month() -> None:
    assert formats.date_text(date(2026, 11, 22), "en") == "22\u00a0Nov\u00a02026"


def test_the_date_of_a_moment_is_the_day_in_riga() -> None:
    assert formats.date_text(datetime(2026, 11, 22, 23, 4, tzinfo=UTC), "lv") == "23.11.2026."
    with pytest.raises(ValueError, match="zone"):
        formats.date_text(datetime(2026, 11, 22, 23, 4), "lv")  # noqa: DTZ001


def test_a_moment_is_shown_in_riga_and_may_fall_on_the_next_day() -> None:
    late = datetime(2026, 6, 30, 21, 30, tzinfo=UTC)
    assert formats.datetime_text(late, "lv") == "01.07.2026.\u00a000:30"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        formats.datetime_text(datetime(2026, 6, 30), "lv")  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "decimals", "lv", "en"),
    [
        (7952, 0, "7\u202f952", "7,952"),
        (1234567.5, 1, "1\u202f234\u202f567,5", "1,234,567.5"),
        (2.675, 2, "2,68", "2.68"),
        (Decimal("2.5"), 0, "3", "3"),
        (-5, 0, "\u22125", "\u22125"),
        (-0.2, 0, "0", "0"),
        (2.7, 2, "2,70", "2.70"),
    ],
)
def test_numbers_are_grouped_and_rounded_half_up(
    value: float, decimals: int, lv: str, en: str
) -> None:
    assert formats.number(value, "lv", decimals) == lv
    assert formats.number(value, "en", decimals) == en


def test_percent_is_written_apart_in_latvian_only() -> None:
    assert formats.percent(0.825, "lv") == "83\u00a0%"
    assert formats.percent(0.825, "en", 1) == "82.5%"


def test_euro_stands_after_the_number() -> None:
    assert formats.euro(1234, "lv") == "1\u202f234\u00a0€"


def test_what_is_not_known_is_a_dash() -> None:
    texts = (formats.date_text, formats.datetime_text, formats.number)
    more = (formats.ratio, formats.percent, formats.euro)
    assert [text(None, "lv") for text in (*texts, *more)] == ["–"] * 6


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_reads_back(value: int) -> None:
    shown = formats.number(value, "lv")
    assert int(shown.replace("\u202f", "").replace("\u2212", "-")) == value


def test_the_latvian_alphabet_puts_y_between_i_and_j_and_long_vowels_after_short() -> None:
    names = [
        "Žagare",
        "Jelgava",
        "Ādaži",
        "Yle",
        "Īle",
        "Aizpute",
        "Zante",
        "Čaks",
        "Cīrava",
        "2. b",
    ]
    wanted = [
        "2. b",
        "Aizpute",
        "Ādaži",
        "Cīrava",
        "Čaks",
        "Īle",
        "Yle",
        "Jelgava",
        "Zante",
        "Žagare",
    ]
    assert sorted(names, key=latvian_key) == wanted


def test_a_foreign_letter_sorts_as_its_base_and_case_does_not_matter() -> None:
    assert sorted(["Oz", "öa", "ob", "Ω"], key=latvian_key) == ["öa", "ob", "Oz", "Ω"]


@given(st.lists(st.text()))
def test_any_texts_have_one_order(texts: list[str]) -> None:
    backwards = texts[::-1]
    assert sorted(backwards, key=latvian_key) == sorted(texts, key=latvian_key)


@pytest.mark.parametrize(("locale", "shown"), [("lv", "1,5 lv"), ("en_GB", "1.5 en")])
def test_filters_speak_the_language_of_the_request(locale: str, shown: str) -> None:
    app = Flask(__name__)
    Babel(app, locale_selector=lambda: locale)
    formats.register(app)
    with app.test_request_context():
        assert render_template_string("{{ 1.5 | ratio }} {{ language() }}") == shown
        assert render_template_string("{{ ['b', 'ā'] | latvian_sort | join }}") == "āb"

"""Cells become values, or are refused with a reason."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Funding, Purpose, Status
from assetmgr.exchange import cells, words


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_both_writings(day: date) -> None:
    assert cells.day(day.isoformat()) == day
    assert cells.day(f" {day.day}.{day.month}.{day.year}. ") == day
    assert cells.day(f"{day.day:02}.{day.month:02}.{day.year}") == day


@pytest.mark.parametrize(
    "text", ["2024-13-01", "31.02.2024", "20240901", "2024-W36-1", "01/09/2024", "x", "45536"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        cells.day(text)


@given(st.decimals(min_value=0, max_value=10**7, places=2))
def test_every_price_is_read_with_comma_and_point(price: Decimal) -> None:
    for text in (f"{price:f}", f"{price:f}".replace(".", ","), f"{price:,f} €".replace(",", " ")):
        assert cells.decimal(text, places=2, most=10**8) == price


@pytest.mark.parametrize("text", ["-1", "1e3", "NaN", "1.234", "1,2,3", "x", "100000000,01", "٣"])
def test_what_is_no_price_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        cells.decimal(text, places=2, most=10**8)


@pytest.mark.parametrize("text", ["1.5", "-1", "2147483648", "viens"])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        cells.whole(text)


@pytest.mark.parametrize(
    ("text", "value"), [("jā", True), ("Yes", True), ("NĒ", False), ("0", False)]
)
def test_yes_and_no_are_read_in_both_languages(text: str, value: bool) -> None:
    assert cells.yes_or_no(text) is value


@pytest.mark.parametrize(
    ("text", "known", "code"),
    [
        ("lietošanā", words.STATUSES, Status.IN_USE),
        ("IN_USE", words.STATUSES, Status.IN_USE),
        ("Neatgriezeniski  bojāta", words.STATUSES, Status.PERMANENTLY_DAMAGED),
        ("izglītojamajiem", words.PURPOSES, Purpose.PUPILS),
        ("Koplietojamās ierīces", words.PURPOSES, Purpose.SHARED_POOL),
        ("Atveseļošanas fonda finansējums", words.FUNDINGS, Funding.RECOVERY_FUND),
    ],
)
def test_codes_are_known_by_their_words(text: str, known: dict[str, Status], code: str) -> None:
    assert cells.code(text, known) is code


def test_an_unknown_word_names_the_possible_codes() -> None:
    with pytest.raises(Refused, match=r"'salauzta' is not known\. Possible: new, available"):
        cells.code("salauzta", words.STATUSES)


@pytest.mark.parametrize("known", [words.STATUSES, words.PURPOSES, words.FUNDINGS])
def test_every_code_is_its_own_word(known: dict[str, Status]) -> None:
    for code in type(next(iter(known.values()))):
        assert cells.code(code.value, known) is code

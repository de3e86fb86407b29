"""Exact figures as texts."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest
from flask import Flask

from assetmgr.web import figures


@pytest.fixture(autouse=True)
def latvian(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def test_an_exact_half_is_rounded_up() -> None:
    assert figures.number(Fraction(5, 2)) == "3"
    assert figures.number(Fraction(1, 3), 2) == "0,33"


def test_a_percentage_is_written_as_it_is() -> None:
    assert figures.percent(Fraction(165, 2)) == "83\u00a0%"


def test_a_whole_number_needs_no_decimals() -> None:
    assert (figures.short(Decimal("524.000")), figures.short(Decimal("34.18"))) == ("524", "34,2")


def test_nothing_is_a_dash() -> None:
    assert {figures.number(None), figures.percent(None), figures.short(None)} == {"–"}

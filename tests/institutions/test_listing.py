"""The list of institutions."""

import re
from html import unescape

from flask import Flask

from assetmgr.auth.codes import Role
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.town import Town


def cells(page: str, code: str) -> list[str]:
    """The texts of the row that leads to an institution."""
    row = next(row for row in page.split("<tr>") if f'href="/institutions/{code}"' in row)
    found = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in found]


def test_a_row_has_devices_that_count_pupils_and_both_ratios(app: Flask, town: Town) -> None:
    page = reader(app, town, Role.MUNICIPAL_ADMIN).get("/institutions/").text
    assert cells(page, "ABC") == ["Ābeļu sākumskola", "ABC", "6", "100", "20.0", "10.0"]
    assert cells(page, "PII") == ['PII "Čiekuriņš"', "PII", "2", "100", "20.0", "–"]


def test_schools_come_first_and_each_group_is_in_latvian_order(app: Flask, town: Town) -> None:
    page = reader(app, town, Role.MUNICIPAL_VIEWER).get("/institutions/").text
    order = [page.index(text) for text in ("Ābeļu", "Žubīšu", "Čiekuriņš")]
    assert order == sorted(order)


def test_who_has_one_institution_goes_straight_to_it(app: Flask, town: Town) -> None:
    response = reader(app, town, Role.SCHOOL_ADMIN).get("/institutions/")
    assert (response.status_code, response.location) == (302, "/institutions/ABC")


def test_a_borrower_has_no_list_of_institutions(app: Flask, town: Town) -> None:
    assert reader(app, town, Role.BORROWER).get("/institutions/").status_code == 403


def test_a_stranger_is_sent_to_the_sign_in(app: Flask, town: Town) -> None:
    assert app.test_client().get("/institutions/").location.startswith("/sign-in?next=")


def test_the_list_takes_five_statements(app: Flask, town: Town) -> None:
    client = reader(app, town, Role.MUNICIPAL_ADMIN)
    with counted(app) as statements:
        client.get("/institutions/")
    assert len(statements) == 5

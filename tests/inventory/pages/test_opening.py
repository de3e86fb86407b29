"""Opening a stocktake: what is expected is told before, and frozen then."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from assetmgr.evidence.models import Source
from assetmgr.evidence.operations import saw
from assetmgr.extensions import db
from tests.inventory.pages.sending import post, stocktakes_of
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written

NEW = "/stocktakes/new"
WHOLE = {"title": "Gada inventarizācija", "what": "all", "shown": "6"}


def shown(page: str) -> int:
    """The number of devices that the page tells."""
    found = re.search(r'name="shown" value="(\d+)"', page)
    assert found
    return int(found[1])


def test_the_page_tells_how_many_devices_are_expected(
    admin: FlaskClient, town: Town, library: int
) -> None:
    page = admin.get(NEW).text
    assert f'value="Stocktake {datetime.now(UTC).year}"' in page
    assert "Open the stocktake (6 devices)" in page
    for query, count in (
        ("what=kinds&kinds=laptop", 2),
        ("what=kinds&kinds=laptop&kinds=chromebook", 6),
        ("what=kinds", 0),
        (f"what=rooms&rooms={town.rooms['ABC']}", 6),
        (f"what=rooms&rooms={library}", 0),
        (f"what=rooms&rooms={town.rooms['XYZ']}", 0),
        ("what=nonsense&kinds=nonsense", 6),
        ("what=all&kinds=laptop", 6),
    ):
        assert shown(admin.get(f"{NEW}?{query}").text) == count, query


def test_the_doubtful_are_those_that_nothing_has_shown_for_long(
    app: Flask, admin: FlaskClient, town: Town
) -> None:
    with written(app) as session:
        long_ago = datetime.now(UTC) - timedelta(days=100)
        saw(
            session,
            Source.SCAN,
            [(town.devices["K-0001"], town.institutions["ABC"], long_ago)],
        )
    assert shown(admin.get(f"{NEW}?what=doubtful&days=90").text) == 6
    assert shown(admin.get(f"{NEW}?what=doubtful&days=180").text) == 5


def test_a_stocktake_is_opened_with_its_scope_and_commission(
    app: Flask, admin: FlaskClient, town: Town
) -> None:
    told = {
        "title": "  Portatīvie  ",
        "what": "kinds",
        "kinds": ["laptop"],
        "shown": "2",
        "commission_name": ["Anna Ozola", "", "Juris Bērziņš"],
        "commission_position": ["direktore", "", ""],
    }
    response = post(admin, NEW, told)
    opened = stocktakes_of(app, town.institutions["ABC"])[0]
    assert response.location == f"/stocktakes/{opened.id}"
    assert opened.title == "Portatīvie"
    assert opened.scope == {"site": None, "rooms": [], "kinds": ["laptop"], "doubtful_days": None}
    assert opened.commission == [
        {"name": "Anna Ozola", "position": "direktore"},
        {"name": "Juris Bērziņš", "position": ""},
    ]
    assert "0 <small>of 2 found" in admin.get(response.location).text


def test_nothing_is_opened_with_another_number_than_the_page_told(
    app: Flask, admin: FlaskClient, town: Town
) -> None:
    response = post(admin, NEW, {**WHOLE, "shown": "5"})
    assert response.status_code == 422
    assert "Look at it, then press once more." in response.text
    assert shown(response.text) == 6
    assert stocktakes_of(app, town.institutions["ABC"]) == []


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"title": ""}, "Write what the stocktake is called."),
        ({"title": "x" * 201}, "At most 200 characters."),
        ({"what": "rooms"}, "Choose at least one of the list."),
        ({"commission_name": [""], "commission_position": ["direktore"]}, "Write the name beside"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    app: Flask, admin: FlaskClient, town: Town, told: dict[str, Any], said: str
) -> None:
    response = post(admin, NEW, {**WHOLE, "commission_position": ["bibliotekārs"], **told})
    assert response.status_code == 422
    assert said in response.text
    assert stocktakes_of(app, town.institutions["ABC"]) == []


def test_rows_of_the_commission_come_and_go_without_javascript(
    app: Flask, admin: FlaskClient, town: Town
) -> None:
    rows = {"commission_name": ["Anna", "Juris", "Ilze"], "commission_position": ["a", "b", "c"]}
    more = post(admin, NEW, {**WHOLE, **rows, "commission_add": "1"})
    assert more.status_code == 200
    assert more.text.count('name="commission_name"') == 4
    less = post(admin, NEW, {**WHOLE, **rows, "commission_remove": "1"}).text
    assert 'value="Anna"' in less
    assert 'value="Juris"' not in less
    assert 'value="Ilze"' in less
    assert stocktakes_of(app, town.institutions["ABC"]) == []


def test_an_open_stocktake_of_the_same_devices_is_told(
    admin: FlaskClient, stocktake_id: int
) -> None:
    page = admin.get(f"{NEW}?what=kinds&kinds=laptop").text
    assert "Another open stocktake expects some of these devices" in page
    assert f'<a href="/stocktakes/{stocktake_id}">Gada inventarizācija (I-ABC-1)</a>' in page
    assert "2 of the same devices" in page


@pytest.mark.parametrize(
    ("code", "address", "told"),
    [
        ("ABC", NEW, WHOLE),
        ("ABC", "/stocktakes/rounds/new", {**WHOLE, "where": "schools", "shown": "8"}),
        ("PII", "/stocktakes/small", {}),
    ],
)
def test_who_opens_a_moment_after_another_gets_a_sentence(
    app: Flask, city: FlaskClient, town: Town, code: str, address: str, told: dict[str, Any]
) -> None:
    ticks = {f"tick-{town.devices[tag]}": "present" for tag in ("T-0001", "T-0002")}
    with opened_by_another(app):
        response = post(city, f"{address}?institution={code}", {**told, **ticks})
    assert response.status_code == 422, response.text
    assert "Another stocktake was opened at this moment. Open the page again." in response.text
    assert stocktakes_of(app, town.institutions[code]) == []


@contextmanager
def opened_by_another(app: Flask) -> Iterator[None]:
    """Between the reading of the number and the writing of the row, the same row is written."""

    def write_it_first(
        _connection: Any, cursor: Any, statement: str, parameters: Any, *_rest: Any
    ) -> None:
        if statement.startswith("INSERT INTO stocktake "):
            cursor.execute(statement, parameters)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", write_it_first)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", write_it_first)


def test_the_municipality_says_first_in_which_institution(city: FlaskClient) -> None:
    assert "In which institution?" in city.get(NEW).text
    assert "Open the stocktake (2 devices)" in city.get(f"{NEW}?institution=XYZ").text


def test_who_may_not_open_does_not(
    app: Flask, town: Town, staff: FlaskClient, viewer: FlaskClient
) -> None:
    assert app.test_client().get(NEW).status_code == 302
    for client in (staff, viewer):
        assert client.get(NEW).status_code == 403
        assert post(client, NEW, WHOLE).status_code == 403
    assert stocktakes_of(app, town.institutions["ABC"]) == []


def test_the_page_takes_few_statements(app: Flask, admin: FlaskClient, many_id: int) -> None:
    with counted(app) as statements:
        assert shown(admin.get(NEW).text) == 506
    assert many_id
    assert len(statements) == 9, statements

"""The municipality opens stocktakes in many institutions at once."""

from flask import Flask
from flask.testing import FlaskClient

from tests.inventory.pages.sending import post, stocktakes_of
from tests.inventory.pages.test_opening import shown
from tests.support.sql import counted
from tests.support.town import Town

NEW = "/stocktakes/rounds/new"
TOLD = {
    "title": "Skolu inventarizācija",
    "where": "schools",
    "what": "all",
    "due_on": "2030-12-20",
    "shown": "8",
}


def test_the_page_tells_how_many_stocktakes_and_devices(city: FlaskClient) -> None:
    page = city.get(NEW).text
    assert "Open 2 stocktakes" in page
    assert "(8 devices)" in page
    for query, count in (
        ("where=preschools", 2),
        ("where=picked&institutions=PII&institutions=XYZ", 4),
        ("where=picked", 0),
        ("where=schools&what=kinds&kinds=tablet", 0),
        ("where=preschools&what=kinds&kinds=tablet", 2),
        ("where=nonsense&institutions=nonsense", 8),
    ):
        assert shown(city.get(f"{NEW}?{query}").text) == count, query


def test_a_round_opens_a_stocktake_in_each_institution(
    app: Flask, city: FlaskClient, town: Town
) -> None:
    response = post(city, NEW, TOLD)
    assert response.status_code == 302
    page = city.get(response.location).text
    assert "2 stocktakes are open." in page
    assert "Skolu inventarizācija" in page
    assert "0 of 2 closed" in page
    assert "0 of 8 devices found" in page
    for code in ("ABC", "XYZ"):
        assert len(stocktakes_of(app, town.institutions[code])) == 1
    assert stocktakes_of(app, town.institutions["PII"]) == []


def test_the_institutions_of_a_round_are_opened_in_place(city: FlaskClient) -> None:
    post(city, NEW, TOLD)
    page = city.get("/stocktakes/rounds/1").text
    assert "<html" in page
    part = city.get("/stocktakes/rounds/1", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    for told in ("I-ABC-1", "I-XYZ-1", "0 of 6", "0 of 2", "<svg"):
        assert told in part


def test_an_institution_sees_until_when_it_is_to_close(
    city: FlaskClient, admin: FlaskClient
) -> None:
    post(city, NEW, TOLD)
    page = admin.get("/stocktakes/").text
    assert "To be closed by" in page
    assert "20\u00a0Dec\u00a02030" in page
    assert "Rounds of the municipality" not in page


def test_institutions_without_such_devices_are_left_out_and_named(city: FlaskClient) -> None:
    told = {"where": "picked", "institutions": ["ABC", "PII"], "what": "kinds", "kinds": ["tablet"]}
    response = post(city, NEW, {**TOLD, **told, "shown": "2"})
    assert response.status_code == 302
    assert "Left out, because nothing fits there: ABC" in city.get(NEW, query_string=told).text


def test_an_institution_that_counts_already_is_named(city: FlaskClient, stocktake_id: int) -> None:
    assert stocktake_id
    page = city.get(NEW).text
    assert "An open stocktake may expect some of these devices already" in page


def test_a_round_without_a_choice_is_refused(city: FlaskClient) -> None:
    response = post(city, NEW, {**TOLD, "where": "picked", "shown": "0"})
    assert response.status_code == 422
    assert "Choose at least one of the list." in response.text


def test_only_the_municipality_opens_and_sees_rounds(
    admin: FlaskClient, staff: FlaskClient, viewer: FlaskClient, city: FlaskClient
) -> None:
    post(city, NEW, TOLD)
    assert admin.get(NEW).status_code == 404
    assert post(admin, NEW, TOLD).status_code == 404
    assert staff.get(NEW).status_code == viewer.get(NEW).status_code == 403
    assert admin.get("/stocktakes/rounds/1").status_code == 404
    assert viewer.get("/stocktakes/rounds/1").status_code == 200
    assert city.get("/stocktakes/rounds/99").status_code == 404


def test_a_round_takes_few_statements(app: Flask, city: FlaskClient) -> None:
    post(city, NEW, TOLD)
    with counted(app) as statements:
        city.get("/stocktakes/rounds/1")
    assert len(statements) == 7, statements
    with counted(app) as statements:
        city.get(NEW)
    assert len(statements) == 5, statements

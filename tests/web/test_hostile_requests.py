"""Addresses and forms that no page of ours would send: refused in a sentence, never a fault."""

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask

from assetmgr.auth.codes import Role
from tests.support.endpoints import owned, rules
from tests.support.pages import reader, send
from tests.support.town import Town

HUGE = "9" * 400


@pytest.mark.parametrize(
    "address",
    [
        "/institutions/A%00C",
        "/D/K-%00",
        "/devices/?q=%00",
        "/devices/?%00=q",
        "/exchange/drafts/%00",
    ],
)
def test_an_address_with_a_nul_is_refused(app: Flask, town: Town, address: str) -> None:
    assert reader(app, town, Role.MUNICIPAL_ADMIN).get(address).status_code == 400


@pytest.mark.parametrize("told", [{"contact_name": "\0"}, {"\0": "name"}])
def test_a_form_with_a_nul_is_refused(app: Flask, town: Town, told: Mapping[str, Any]) -> None:
    client = reader(app, town, Role.SCHOOL_ADMIN)
    assert send(client, "/institutions/ABC/contact", told).status_code == 400


def test_a_nul_at_the_sign_in_is_refused(app: Flask, town: Town) -> None:
    told = {"email": "a\0@town.example", "password": "anything"}
    assert send(app.test_client(), "/sign-in", told).status_code == 400


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_a_number_that_no_key_can_have_is_not_found(app: Flask, town: Town, number: int) -> None:
    client = reader(app, town, Role.MUNICIPAL_ADMIN)
    asked = 0
    for rule in rules(app):
        for name in owned(rule):
            if name.endswith("_id") and "GET" in (rule.methods or ()):
                address = str(rule).replace(f"<int:{name}>", str(number)).replace("<code>", "ABC")
                assert client.get(address).status_code == 404, address
                asked += 1
    assert asked >= 5


@pytest.mark.parametrize(
    ("page", "field"),
    [("/institutions/ABC/rooms/new", "floor"), ("/institutions/ABC/headcounts/new", "pupils")],
)
def test_a_number_too_large_for_anything_is_refused_beside_its_field(
    app: Flask, town: Town, page: str, field: str
) -> None:
    client = reader(app, town, Role.SCHOOL_ADMIN)
    assert send(client, page, {field: HUGE}).status_code == 422


@pytest.mark.parametrize("name", ["endpoint", "_anchor", "_external", "_method", "_scheme"])
def test_the_labels_page_takes_no_orders_about_its_links(app: Flask, town: Town, name: str) -> None:
    client = reader(app, town, Role.SCHOOL_ADMIN)
    page = client.get("/labels/", query_string={name: "orders", "kind": "laptop"})
    assert page.status_code == 200
    assert "orders" not in page.text.partition("<main")[2]
    assert "/labels/print?kind=laptop" in page.text


def test_who_is_signed_in_may_open_a_password_link(app: Flask, town: Town) -> None:
    assert reader(app, town, Role.SCHOOL_ADMIN).get("/password/anything").status_code == 200


@pytest.mark.parametrize("address", ["/devices/", "/devices/list.csv", "/labels/"])
@pytest.mark.parametrize("room", [2**31, 10**17, "-1", "x"])
def test_a_filter_by_a_room_that_no_key_can_have_filters_nothing(
    app: Flask, town: Town, address: str, room: object
) -> None:
    client = reader(app, town, Role.SCHOOL_ADMIN)
    assert client.get(f"{address}?room={room}", buffered=True).status_code == 200

"""Stating and correcting what an institution still needs."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.audit.models import AuditEntry
from assetmgr.auth.codes import Role
from assetmgr.db.transaction import reading, writing
from assetmgr.devices.models import Kind
from assetmgr.extensions import db
from assetmgr.institutions.codes import Audience
from assetmgr.institutions.models import Site, StatedNeed
from assetmgr.institutions.queries.needs import stated_needs_on
from tests.support.pages import reader, send
from tests.support.sql import counted
from tests.support.town import Town

NEW = "/institutions/ABC/needs"
DAY = "2024-10-01"
CORRECT = f"{NEW}?day={DAY}"
Stored = list[tuple[str, str, str, int]]


def stored(app: Flask) -> Stored:
    """(Day, audience, kind, count) of every stated need, sorted."""
    columns = select(StatedNeed.as_of, StatedNeed.audience, Kind.code, StatedNeed.count)
    with app.app_context(), reading(db.session(), reason="a test") as session:
        rows = session.execute(columns.join(Kind, Kind.id == StatedNeed.kind_id))
        return sorted((day.isoformat(), who.value, kind, count) for day, who, kind, count in rows)


def entries(app: Flask) -> list[tuple[Any, ...]]:
    columns = select(AuditEntry.action, AuditEntry.subject_label, AuditEntry.before)
    mine = columns.where(AuditEntry.subject_type == "stated_need").order_by(AuditEntry.id)
    with app.app_context(), reading(db.session(), reason="a test") as session:
        return [tuple(row) for row in session.execute(mine)]


def counting_on(app: Flask, day: date) -> dict[tuple[str, str], int]:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        return {(row.audience.value, row.kind): row.count for row in stated_needs_on(session, day)}


def second_site(app: Flask, town: Town) -> str:
    with app.app_context(), writing(db.session(), reason="a test") as session:
        site = Site(institution_id=town.institutions["ABC"], name="Otrā vieta")
        session.add(site)
        session.flush()
        return str(site.id)


def test_zero_is_none_and_a_blank_is_not_told(app: Flask, admin: FlaskClient) -> None:
    told = {"as_of": DAY, "pupils_laptop": "30", "teachers_tablet": "0", "teachers_laptop": " "}
    response = send(admin, NEW, told)
    assert (response.status_code, response.location) == (302, "/institutions/ABC#needs")
    assert stored(app) == [(DAY, "pupils", "laptop", 30), (DAY, "teachers", "tablet", 0)]
    assert entries(app) == [("created", DAY, None)] * 2


def test_a_later_blank_keeps_what_was_told_before(app: Flask, admin: FlaskClient) -> None:
    send(admin, NEW, {"as_of": DAY, "pupils_laptop": "30", "pupils_tablet": "5"})
    send(admin, NEW, {"as_of": "2024-11-01", "pupils_laptop": "0"})
    laptops, tablets = ("pupils", "laptop"), ("pupils", "tablet")
    assert counting_on(app, date(2024, 10, 31)) == {laptops: 30, tablets: 5}
    assert counting_on(app, date(2024, 11, 1)) == {laptops: 0, tablets: 5}


@pytest.mark.parametrize(
    ("told", "field", "says"),
    [
        ({"pupils_laptop": "-1"}, "pupils_laptop", "must lie between 0 and 100000."),
        ({"teachers_tablet": "100001"}, "teachers_tablet", "must lie between 0 and 100000."),
        ({"pupils_desktop": "1.5"}, "pupils_desktop", "This is not a whole number."),
        ({"as_of": ""}, "as_of", "Choose the day."),
        ({"as_of": "2199-09-01"}, "as_of", "Stated needs cannot lie in the future."),
        ({"as_of": DAY}, "as_of", "Needs are stated for that day already."),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field_and_nothing_is_kept(
    app: Flask, admin: FlaskClient, told: dict[str, str], field: str, says: str
) -> None:
    send(admin, NEW, {"as_of": DAY, "teachers_laptop": "1"})
    response = send(admin, NEW, {"as_of": "2024-10-02", "teachers_desktop": "7"} | told)
    assert response.status_code == 422
    assert says in response.text.split(f'id="{field}-error1"')[1].split("</p>")[0]
    assert 'value="7"' in response.text
    assert stored(app) == [(DAY, "teachers", "laptop", 1)]


def test_a_day_without_any_figure_is_refused(app: Flask, admin: FlaskClient) -> None:
    response = send(admin, NEW, {"as_of": DAY})
    assert response.status_code == 422
    assert "Write at least one figure." in response.text


def test_a_day_is_corrected_figure_by_figure(app: Flask, admin: FlaskClient) -> None:
    first = {"pupils_laptop": "30", "pupils_tablet": "5", "teachers_desktop": "2"}
    send(admin, NEW, {"as_of": DAY} | first)
    page = admin.get(CORRECT).text
    assert 'name="pupils_laptop" type="number" value="30"' in page
    told = {"pupils_laptop": "31", "pupils_tablet": "", "teachers_tablet": "0"}
    assert send(admin, CORRECT, {"as_of": DAY} | first | told).status_code == 302
    assert stored(app) == [
        (DAY, "pupils", "laptop", 31),
        (DAY, "teachers", "desktop", 2),
        (DAY, "teachers", "tablet", 0),
    ]
    made, changed, removed = entries(app)[3:]
    assert made[0] == "created"
    assert (changed[0], changed[2]) == ("changed", {"count": 30})
    assert (removed[0], removed[2]["count"]) == ("removed", 5)


def test_a_wrong_day_is_corrected_but_not_onto_another_told_one(
    app: Flask, admin: FlaskClient
) -> None:
    send(admin, NEW, {"as_of": DAY, "pupils_laptop": "30"})
    send(admin, NEW, {"as_of": "2024-11-01", "pupils_tablet": "4"})
    response = send(admin, CORRECT, {"as_of": "2024-11-01", "pupils_laptop": "30"})
    assert response.status_code == 422
    assert "Needs are stated for that day already." in response.text
    send(admin, CORRECT, {"as_of": "2024-10-02", "pupils_laptop": "30"})
    assert stored(app) == [
        ("2024-10-02", "pupils", "laptop", 30),
        ("2024-11-01", "pupils", "tablet", 4),
    ]


def test_the_institutions_page_shows_what_counts_and_leads_to_every_day(
    app: Flask, admin: FlaskClient
) -> None:
    send(admin, NEW, {"as_of": DAY, "pupils_laptop": "1234", "pupils_tablet": "5"})
    send(admin, NEW, {"as_of": "2024-11-01", "pupils_laptop": "77"})
    page = admin.get("/institutions/ABC").text
    assert "1,234" not in page
    assert ">77 <" in page
    for day in (DAY, "2024-11-01"):
        assert f'href="/institutions/ABC/needs?day={day}"' in page
    assert "Last told: 77" in admin.get(NEW).text


def test_several_sites_state_their_needs_one_by_one_and_are_summed(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    site_id = second_site(app, town)
    assert "the whole institution" not in admin.get(NEW).text
    with app.app_context(), reading(db.session(), reason="a test") as session:
        own = Site.institution_id == town.institutions["ABC"]
        sites = session.scalars(select(Site.id).where(own)).all()
    for site, count in zip(sites, ("3", "4"), strict=True):
        told = {"as_of": DAY, "site_id": str(site), "pupils_laptop": count}
        assert send(admin, NEW, told).status_code == 302
    page = admin.get("/institutions/ABC").text
    assert 'data-label="Laptop">7</td>' in page
    assert f'href="/institutions/ABC/needs?day={DAY}&amp;site={site_id}"' in page
    assert 'value="4"' in admin.get(f"{CORRECT}&site={site_id}").text


def test_what_the_whole_institution_stated_can_be_ended_when_it_gets_a_second_site(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    send(admin, NEW, {"as_of": "2024-09-01", "pupils_laptop": "9"})
    second_site(app, town)
    assert "the whole institution" in admin.get(NEW).text
    send(admin, NEW, {"as_of": DAY, "site_id": "", "pupils_laptop": "0"})
    assert counting_on(app, date(2024, 10, 1)) == {("pupils", "laptop"): 0}


def test_another_institutions_site_is_not_in_the_list(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    second_site(app, town)
    with app.app_context(), reading(db.session(), reason="a test") as session:
        theirs = Site.institution_id == town.institutions["XYZ"]
        foreign = session.scalars(select(Site.id).where(theirs)).one()
    response = send(admin, NEW, {"as_of": DAY, "pupils_laptop": "1", "site_id": str(foreign)})
    assert response.status_code == 422
    assert "Choose one of the list." in response.text


def test_the_indicators_count_what_was_typed(app: Flask, town: Town, admin: FlaskClient) -> None:
    send(admin, NEW, {"as_of": "2025-10-01", "pupils_laptop": "12", "teachers_desktop": "4"})
    page = admin.get("/indicators/?part=needs&as_of=2025-10-01").text
    row = next(row for row in page.split("<tr") if '<th scope="row">ABC</th>' in row)
    assert ">12 / 12</td>" in row
    assert ">4 / 4</td>" in row
    assert "12 / 12" not in admin.get("/indicators/?part=needs&as_of=2025-09-30").text


def test_needs_of_other_kinds_stay_and_are_shown(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    with app.app_context(), writing(db.session(), reason="a test") as session:
        session.add(
            StatedNeed(
                institution_id=town.institutions["ABC"],
                audience=Audience.PUPILS,
                kind_id=town.kinds["projector"],
                as_of=date(2024, 10, 1),
                count=8,
            )
        )
    send(admin, CORRECT, {"as_of": DAY, "pupils_laptop": "1"})
    assert stored(app) == [(DAY, "pupils", "laptop", 1), (DAY, "pupils", "projector", 8)]
    assert 'data-label="Projector">8</td>' in admin.get("/institutions/ABC").text


def test_who_may_not_write_and_strangers_do_not_reach_the_form(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    for role in (Role.INSTITUTION_HEAD, Role.SCHOOL_STAFF, Role.MUNICIPAL_VIEWER):
        client = reader(app, town, role)
        assert client.get(NEW).status_code == 403
        assert NEW not in client.get("/institutions/ABC").text
    assert admin.get("/institutions/XYZ/needs").status_code == 404
    assert app.test_client().get(NEW).location.startswith("/sign-in")


def test_the_form_takes_eight_statements_however_much_was_stated(
    app: Flask, admin: FlaskClient
) -> None:
    for month in range(1, 9):
        send(admin, NEW, {"as_of": f"2024-0{month}-01", "pupils_laptop": "1"})
    with counted(app) as statements:
        admin.get(NEW)
    assert len(statements) == 8

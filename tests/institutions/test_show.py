"""The page of an institution."""

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from assetmgr.auth.codes import Role
from assetmgr.db.transaction import writing
from assetmgr.devices.codes import Status
from assetmgr.devices.operations import change_device
from assetmgr.devices.queries import device_or_none
from assetmgr.extensions import db
from assetmgr.institutions.codes import Audience
from assetmgr.institutions.models import Building, Institution, Room, Site, StatedNeed, ToldFact
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.town import ACTOR, NOW, TODAY, Town

HEAD = Role.INSTITUTION_HEAD


def test_the_own_people_see_figures_contact_rooms_and_devices(app: Flask, town: Town) -> None:
    page = reader(app, town, HEAD).get("/institutions/ABC").text
    for text in ("Ābeļu sākumskola", "ABC@school.example", "1 Sep\xa02024".replace(" ", "\xa0")):
        assert text in page
    assert f'href="/institutions/ABC/rooms/{town.rooms["ABC"]}">101</a>' in page
    assert "Chromebook 4" in page
    assert 'href="/devices/?institution=ABC"' in page


def test_a_figure_that_was_not_told_is_said_to_be_so_and_is_no_zero(app: Flask, town: Town) -> None:
    page = reader(app, town, HEAD).get("/institutions/ABC").text
    row = next(row for row in page.split("<tr>") if "ICT users" in row)
    assert "not told" in row
    assert "Group rooms" not in page


def test_devices_that_do_not_count_stand_in_the_groups_only(app: Flask, town: Town) -> None:
    with app.app_context(), writing(db.session(), reason="a test") as session:
        device = device_or_none(session, town.devices["K-0001"])
        assert device is not None
        facts = {"status": Status.LOST}
        change_device(session, device, facts, effective=TODAY, actor=ACTOR, now=NOW, today=TODAY)
    page = reader(app, town, HEAD).get("/institutions/ABC").text
    assert "Chromebook 3" in page
    row = next(row for row in page.split("<tr>") if '<th scope="row">Chromebook</th>' in row)
    figures = [cell.split("<")[0] for cell in row.split('<td class="num">')[1:]]
    assert figures == ["3", "3", "0", "0", "1", "0"]


def test_stated_needs_buildings_and_devices_without_a_room_are_shown(
    app: Flask, town: Town
) -> None:
    with app.app_context(), writing(db.session(), reason="a test") as session:
        place = town.institutions["ABC"]
        site = session.scalars(select(Site).where(Site.institution_id == place)).one()
        session.add_all(
            [
                Building(institution_id=place, site_id=site.id, name="Jaunais korpuss", floors=3),
                StatedNeed(
                    institution_id=place,
                    audience=Audience.TEACHERS,
                    kind_id=town.kinds["laptop"],
                    as_of=date(2024, 9, 1),
                    count=17,
                ),
            ]
        )
        device = device_or_none(session, town.devices["P-0001"])
        assert device is not None
        change_device(
            session, device, {"room_id": None}, effective=TODAY, actor=ACTOR, now=NOW, today=TODAY
        )
    page = reader(app, town, HEAD).get("/institutions/ABC").text
    assert "Jaunais korpuss: 3 floors" in page
    row = next(row for row in page.split("<tr>") if 'data-label="Laptop"' in row and "Teach" in row)
    assert 'data-label="Laptop">17</td>' in row
    assert row.count("not told") == 2
    assert "In no room" in page


def test_the_newest_of_the_other_told_figures_stands_with_its_day(app: Flask, town: Town) -> None:
    assert "Other figures" not in reader(app, town, HEAD).get("/institutions/ABC").text
    with app.app_context(), writing(db.session(), reason="a test") as session:
        for code, day, value in (("ABC", 2023, "3"), ("ABC", 2024, "2.4"), ("XYZ", 2024, "9")):
            session.add(
                ToldFact(
                    institution_id=town.institutions[code],
                    as_of=date(day, 9, 1),
                    name="computing_teacher_fte",
                    value=Decimal(value),
                )
            )
    page = reader(app, town, HEAD).get("/institutions/ABC").text
    row = next(row for row in page.split("<tr>") if "Computing teachers" in row)
    assert ">2.4</td>" in row
    assert ">1\xa0Sep\xa02024</td>" in row
    assert "computing_teacher_fte" not in page


def test_an_institution_without_anything_says_what_will_be_here(app: Flask, town: Town) -> None:
    with app.app_context(), writing(db.session(), reason="a test") as session:
        session.add(Institution(code="NEW", name="Jaunā", short_name="Jaunā", type="other"))
    page = reader(app, town, Role.MUNICIPAL_VIEWER).get("/institutions/NEW").text
    for text in ("No devices yet", "No site yet", "has told no figures"):
        assert text in page


@pytest.mark.parametrize(
    ("role", "may_write"),
    [(Role.SCHOOL_ADMIN, True), (HEAD, False), (Role.MUNICIPAL_VIEWER, False)],
)
def test_only_who_may_write_is_offered_to(
    app: Flask, town: Town, role: Role, may_write: bool
) -> None:
    page = reader(app, town, role).get("/institutions/ABC").text
    for link in (
        "/institutions/ABC/contact",
        "/institutions/ABC/rooms/new",
        "/buildings/new",
        "/ABC/needs",
        "/labels/?",
    ):
        assert (link in page) is may_write


def test_another_institution_and_an_unknown_one_are_not_there(app: Flask, town: Town) -> None:
    client = reader(app, town, Role.SCHOOL_ADMIN)
    assert client.get("/institutions/XYZ").status_code == 404
    assert client.get("/institutions/QQQ").status_code == 404


def test_the_page_takes_twelve_statements_however_many_rooms(app: Flask, town: Town) -> None:
    with app.app_context(), writing(db.session(), reason="a test") as session:
        place = town.institutions["ABC"]
        site = session.scalars(select(Site).where(Site.institution_id == place)).one()
        session.add_all(
            Room(institution_id=place, site_id=site.id, name=f"{number}. telpa", use="other")
            for number in range(500)
        )
    client = reader(app, town, HEAD)
    with counted(app) as statements:
        page = client.get("/institutions/ABC").text
    assert "499. telpa" in page
    assert len(statements) == 12

"""Telling and correcting the figures of an institution."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from assetmgr.auth.codes import Role
from assetmgr.db.transaction import reading, writing
from assetmgr.extensions import db
from assetmgr.institutions.models import Headcount, Site
from assetmgr.institutions.queries.told import figures_on, told_on
from tests.support.pages import reader, send
from tests.support.town import Town

NEW = "/institutions/ABC/headcounts/new"


COLUMNS = (
    Headcount.pupils,
    Headcount.teacher_fte,
    Headcount.wifi,
    Headcount.teachers,
    Headcount.internet_mbps,
    Headcount.site_id,
)


def stored(app: Flask, day: date, *columns: Any) -> tuple[Any, ...]:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        return tuple(session.execute(select(*columns).where(Headcount.as_of == day)).one())


def own_headcount(app: Flask, town: Town) -> int:
    own = Headcount.institution_id == town.institutions["ABC"]
    with app.app_context(), reading(db.session(), reason="a test") as session:
        return session.scalars(select(Headcount.id).where(own)).one()


def test_a_new_day_is_told_column_by_column(app: Flask, town: Town) -> None:
    told = {"as_of": "2025-09-01", "pupils": "120", "teacher_fte": "10,75", "wifi": "no"}
    response = send(reader(app, town, Role.SCHOOL_ADMIN), NEW, told)
    assert (response.status_code, response.location) == (302, "/institutions/ABC")
    row = stored(app, date(2025, 9, 1), *COLUMNS)
    assert row == (120, Decimal("10.750"), False, None, None, None)


def test_a_blank_column_keeps_what_was_told_before(app: Flask, town: Town) -> None:
    send(reader(app, town, Role.SCHOOL_ADMIN), NEW, {"as_of": "2025-09-01", "pupils": "0"})
    with app.app_context(), reading(db.session(), reason="a test") as session:
        told = told_on(session, date(2025, 9, 1))["ABC"]
    assert (told["pupils"], told["teachers"]) == (Decimal(0), Decimal(12))


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"as_of": "2025-09-01"}, "Write at least one figure."),
        ({"as_of": "2025-02-30", "pupils": "1"}, "There is no such day."),
        ({"as_of": "", "pupils": "1"}, "Choose the day."),
        ({"as_of": "2199-09-01", "pupils": "1"}, "A headcount cannot lie in the future."),
        ({"as_of": "2024-09-01", "pupils": "1"}, "There is a headcount of that day already."),
        ({"as_of": "2025-09-01", "pupils": "-1"}, "The number must lie between 0 and 100000."),
        ({"as_of": "2025-09-01", "pupils": "many"}, "This is not a whole number."),
        ({"as_of": "2025-09-01", "teacher_fte": "ten"}, "This is not a number."),
        ({"as_of": "2025-09-01", "teacher_fte": "nan"}, "This is not a number."),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(
    app: Flask, town: Town, told: dict[str, str], says: str
) -> None:
    response = send(reader(app, town, Role.SCHOOL_ADMIN), NEW, told)
    assert response.status_code == 422
    assert says in response.text
    with app.app_context(), reading(db.session(), reason="a test") as session:
        assert len(session.scalars(select(Headcount)).all()) == 3


def test_a_typing_error_is_corrected_on_its_day(app: Flask, town: Town) -> None:
    page = f"/institutions/ABC/headcounts/{own_headcount(app, town)}"
    client = reader(app, town, Role.SCHOOL_ADMIN)
    assert 'value="100"' in client.get(page).text
    response = send(client, page, {"as_of": "2024-09-01", "pupils": "101", "teachers": ""})
    assert response.status_code == 302
    with app.app_context(), reading(db.session(), reason="a test") as session:
        told = told_on(session, date(2024, 9, 2))["ABC"]
    assert told["pupils"] == Decimal(101)
    assert "teachers" not in told


def test_a_day_cannot_be_corrected_onto_another_told_one(app: Flask, town: Town) -> None:
    client = reader(app, town, Role.SCHOOL_ADMIN)
    send(client, NEW, {"as_of": "2025-09-01", "pupils": "120"})
    (added,) = stored(app, date(2025, 9, 1), Headcount.id)
    page = f"/institutions/ABC/headcounts/{added}"
    response = send(client, page, {"as_of": "2024-09-01", "pupils": "120"})
    assert response.status_code == 422
    assert "There is a headcount of that day already." in response.text


def test_sites_are_summed_and_the_weakest_connection_counts(app: Flask, town: Town) -> None:
    place = town.institutions["PII"]
    with app.app_context(), writing(db.session(), reason="a test") as session:
        session.add(Site(institution_id=place, name="Otrā vieta"))
        session.flush()
        ids = session.scalars(select(Site.id).where(Site.institution_id == place)).all()
        for site_id, day, pupils, mbps in zip(
            ids, (date(2025, 9, 1), date(2025, 10, 1)), (30, 50), (200, 100), strict=True
        ):
            session.add(
                Headcount(
                    institution_id=place,
                    site_id=site_id,
                    as_of=day,
                    pupils=pupils,
                    internet_mbps=mbps,
                )
            )
    with app.app_context(), reading(db.session(), reason="a test") as session:
        figures = figures_on(session, date(2025, 11, 1), place)["PII"]
    assert (figures["pupils"].value, figures["pupils"].as_of) == (Decimal(80), date(2025, 9, 1))
    assert figures["internet_mbps"].value == 100
    assert figures["teachers"].as_of == date(2024, 9, 1)


def test_a_site_is_offered_where_there_are_several(app: Flask, town: Town) -> None:
    with app.app_context(), writing(db.session(), reason="a test") as session:
        session.add(Site(institution_id=town.institutions["ABC"], name="Otrā vieta"))
    client = reader(app, town, Role.SCHOOL_ADMIN)
    assert "Otrā vieta" in client.get(NEW).text
    foreign = str(foreign_site(app, town))
    told = {"as_of": "2025-09-01", "pupils": "1", "site_id": foreign}
    response = send(client, NEW, told)
    assert response.status_code == 422
    assert "Choose one of the list." in response.text


def foreign_site(app: Flask, town: Town) -> int:
    theirs = Site.institution_id == town.institutions["XYZ"]
    with app.app_context(), reading(db.session(), reason="a test") as session:
        return session.scalars(select(Site.id).where(theirs)).one()


def test_who_may_not_write_and_strangers_do_not_reach_the_form(app: Flask, town: Town) -> None:
    for role in (Role.INSTITUTION_HEAD, Role.SCHOOL_STAFF, Role.MUNICIPAL_VIEWER):
        assert reader(app, town, role).get(NEW).status_code == 403
    client = reader(app, town, Role.SCHOOL_ADMIN)
    assert client.get("/institutions/XYZ/headcounts/new").status_code == 404
    assert app.test_client().get(NEW).location.startswith("/sign-in")

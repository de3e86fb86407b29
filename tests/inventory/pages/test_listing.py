"""The list of stocktakes."""

from datetime import UTC, datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient

from assetmgr.inventory.codes import StocktakeStatus
from assetmgr.inventory.operations.closing import close
from assetmgr.inventory.operations.opening import open_round, open_stocktake
from assetmgr.inventory.queries.heads import stocktake_or_none
from assetmgr.inventory.queries.listing import Wanted, stocktakes
from tests.inventory.conftest import NewPhone
from tests.inventory.pages.sending import seen
from tests.inventory.phone import Phone
from tests.support.sql import counted
from tests.support.town import ACTOR, Town
from tests.support.writing import written


def closed(app: Flask, town: Town, count: int) -> None:
    """Stocktakes of ABC that were closed without a scan."""
    with written(app) as session:
        for n in range(count):
            now = datetime.now(UTC) + timedelta(seconds=n)
            place = town.institutions["ABC"]
            opened = open_stocktake(session, place, title=f"Nr {n}", actor=ACTOR, now=now)
            close(session, opened.stocktake, actor=ACTOR, now=now, today=now.date())


def test_an_empty_list_says_what_to_do(
    admin: FlaskClient, staff: FlaskClient, viewer: FlaskClient
) -> None:
    assert 'href="/stocktakes/new"' in admin.get("/stocktakes/").text
    page = staff.get("/stocktakes/").text
    assert "Begin a small count" in page
    assert 'href="/stocktakes/new"' not in page
    assert "No stocktake yet" in viewer.get("/stocktakes/").text
    assert "/stocktakes/small" not in viewer.get("/stocktakes/").text


def test_an_open_one_stands_with_its_progress(
    admin: FlaskClient, phone: Phone, stocktake_id: int, town: Town
) -> None:
    phone.scan("K-0001", room=town.rooms["ABC"])
    phone.scan("K-0002", room=town.rooms["ABC"])
    phone.scan("torn")
    phone.scan("torn")
    phone.scan("K-0101")
    taken_back = phone.scan("another one")
    phone.told("undo", target=taken_back["uuid"])
    phone.deliver()
    page = admin.get("/stocktakes/").text
    assert f'<a href="/stocktakes/{stocktake_id}">Gada inventarizācija</a>' in page
    assert "<b>2</b> of 6 found" in page
    assert "Missing <b>4</b>" in page
    assert "Scanned, not on the list <b>2</b>" in page
    assert "Phones <b>1</b>" in page


def test_what_is_not_on_the_list_is_counted_as_the_stocktakes_page_counts_it(
    app: Flask, admin: FlaskClient, new_phone: NewPhone, stocktake_id: int
) -> None:
    one, two = new_phone("A"), new_phone("B")
    for phone in (one, two):
        phone.scan("K-0101")
        phone.scan("k-0101")
        phone.scan("torn", note="a label of a desk")
        phone.deliver()
    counts = seen(app, stocktake_id).counts
    assert (counts.foreign, counts.unknown) == (1, 1)
    assert "Scanned, not on the list <b>2</b>" in admin.get("/stocktakes/").text


def test_what_comes_after_the_closing_changes_no_figure_of_a_round(
    app: Flask, city: FlaskClient, new_phone: NewPhone, town: Town
) -> None:
    with written(app) as session:
        now, place = datetime.now(UTC), town.institutions["ABC"]
        made = open_round(session, [place], title="Skolas", actor=ACTOR, now=now)
        key, round_id = made.opened[0].stocktake.id, made.round.id
    phone = new_phone(of=key)
    torn = phone.scan("torn")
    phone.deliver()
    phone.sign_off()
    with written(app) as session:
        one = stocktake_or_none(session, key)
        assert one is not None
        close(session, one, actor=ACTOR, now=now, today=now.date())
    figure = 'data-label="Scanned, not on the list">1<'
    assert figure in city.get(f"/stocktakes/rounds/{round_id}").text
    phone.told("undo", target=torn["uuid"])
    phone.scan("K-0101")
    assert phone.deliver().status_code == 200
    assert figure in city.get(f"/stocktakes/rounds/{round_id}").text


def test_a_round_pushes_no_other_open_stocktake_off_the_list(
    app: Flask, town: Town, stocktake_id: int
) -> None:
    with written(app) as session:
        places = [town.institutions[code] for code in ("ABC", "XYZ")]
        made = open_round(session, places, title="Skolas", actor=ACTOR, now=datetime.now(UTC))
        wanted = Wanted(status=StocktakeStatus.OPEN, outside_rounds={made.round.id})
        rows, more = stocktakes(session, wanted, limit=1)
        assert ([row.head.id for row in rows], more) == ([stocktake_id], False)


def test_a_closed_one_stands_with_its_files(app: Flask, town: Town, staff: FlaskClient) -> None:
    closed(app, town, 1)
    page = staff.get("/stocktakes/").text
    assert "I-ABC-1" in page
    assert "0 of 6" in page
    assert "/act.pdf" in page
    assert "/rows.xlsx" in page


def test_closed_ones_come_fifty_at_a_time(app: Flask, town: Town, admin: FlaskClient) -> None:
    closed(app, town, 52)
    first = admin.get("/stocktakes/").text
    assert "I-ABC-52<" in first
    assert "I-ABC-2<" not in first
    older = first.partition('rel="next" href="')[2].partition('"')[0]
    second = admin.get(older).text
    assert "I-ABC-2<" in second
    assert "I-ABC-1<" in second
    assert "I-ABC-3<" not in second


def test_nobody_sees_another_institutions_stocktakes(
    app: Flask, staff: FlaskClient, viewer: FlaskClient, foreign_id: int
) -> None:
    assert app.test_client().get("/stocktakes/").status_code == 302
    assert "Žubīšu skaitīšana" not in staff.get("/stocktakes/").text
    assert "Žubīšu skaitīšana" not in staff.get("/stocktakes/?institution=XYZ").text
    assert "Žubīšu skaitīšana" in viewer.get("/stocktakes/").text
    assert "Žubīšu skaitīšana" not in viewer.get("/stocktakes/?institution=ABC").text
    assert foreign_id


def test_the_list_takes_few_statements(
    app: Flask, town: Town, admin: FlaskClient, city: FlaskClient, many_id: int
) -> None:
    closed(app, town, 3)
    assert many_id
    with counted(app) as statements:
        admin.get("/stocktakes/")
    assert len(statements) == 10, statements
    with counted(app) as statements:
        city.get("/stocktakes/")
    assert len(statements) == 11, statements

"""Odd and large class lists on the pages that import them, and others who write meanwhile."""

from io import BytesIO
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from assetmgr.auth.codes import Role
from assetmgr.db.transaction import begin_writing
from assetmgr.exchange.models import ImportDraft
from assetmgr.exchange.people.columns import MOST_PEOPLE, rewritten
from assetmgr.extensions import db
from assetmgr.people.routes import imports
from tests.exchange.register import rows
from tests.people.lists import people
from tests.people.test_pages import NAMES, chosen, imported_by_hand, uploaded
from tests.support.browser import csrf_token
from tests.support.pages import reader
from tests.support.town import Town

HEAD = "Vārds;Uzvārds;Klase\n"
ANNA = "Anna;Bērziņa;5.a\n"
WAIT = 10
"""Seconds; who is shut out of SQLite gives up after 15."""


def sent(admin: FlaskClient, content: bytes) -> str:
    """Upload a file as its bytes are; the address of its columns."""
    token = csrf_token(admin.get("/people/import").text)
    file = FileStorage(BytesIO(content), "list.txt")
    boundary, body = encode_multipart({"csrf_token": token, "file": file})
    kind = f"multipart/form-data; boundary={boundary}"
    return str(admin.post("/people/import", data=body, content_type=kind).location)


@pytest.mark.parametrize("coding", ["utf-16", "cp1257", "utf-8-sig"])
def test_a_list_is_read_in_what_spreadsheets_save(
    app: Flask, town: Town, admin: FlaskClient, coding: str
) -> None:
    content = (HEAD + ANNA).replace(";", "\t").encode(coding)
    preview = chosen(admin, sent(admin, content), NAMES).location
    assert imported_by_hand(admin, preview).status_code == 302
    assert "Anna Bērziņa" in people(app, town.institutions["ABC"])


def test_a_second_press_on_import_leads_where_the_first_one_does(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    columns = uploaded(admin, HEAD + ANNA)
    preview = chosen(admin, columns, NAMES).location
    page = admin.get(preview).text
    fingerprint = page.partition('name="fingerprint" value="')[2].partition('"')[0]
    told = {"csrf_token": csrf_token(page), "fingerprint": fingerprint}
    first, second = (admin.post(preview, data=told) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.location == second.location
    assert "imported already" in admin.get(second.location).text
    assert admin.get(preview).location == admin.get(columns).location == first.location
    assert list(people(app, town.institutions["ABC"])).count("Anna Bērziņa") == 1
    assert rows(app, select(ImportDraft.content)) == [(b"",)], "nothing of the list is left"
    stranger = reader(app, town, Role.MUNICIPAL_ADMIN)
    assert stranger.get(preview).status_code in {403, 404}


def test_a_list_that_is_too_long_says_how_to_split_it(admin: FlaskClient) -> None:
    columns = sent(admin, (HEAD + ANNA * (MOST_PEOPLE + 20)).encode())
    page = admin.get(columns)
    assert page.status_code == 422
    assert "at most 20,000 people. Split it by school or by class." in page.text


def test_a_header_of_a_whole_page_is_cut(admin: FlaskClient) -> None:
    page = admin.get(uploaded(admin, "A" * 20_000 + ";Klase\nAnna Bērziņa;5.a\n")).text
    assert "A" * 101 not in page


def test_others_write_while_a_list_is_read(
    app: Flask, town: Town, admin: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = sent(admin, (HEAD + ANNA).encode())
    page = admin.get(columns).text
    of = page.partition('name="of" value="')[2].partition('"')[0]
    written: list[bool] = []

    def write() -> None:
        with Session(engine) as writer:
            begin_writing(writer)
            writer.execute(text("UPDATE institution SET short_name = short_name"))
            writer.commit()
        written.append(True)

    def read_slowly(*told: Any) -> bytes:
        other = Thread(target=write)
        other.start()
        other.join(WAIT)
        assert written, "who writes waits for the list"
        return rewritten(*told)

    with app.app_context():
        engine = db.engine
    monkeypatch.setattr(imports, "rewritten", read_slowly)
    told = {"csrf_token": csrf_token(page), "of": of, **NAMES}
    assert admin.post(columns, data=told).status_code == 302

"""What is worth it goes out compressed, to browsers that can read it."""

from gzip import decompress

from flask import Flask

from assetmgr.auth.codes import Role
from assetmgr.extensions import PACKET
from tests.loans.desk import PART
from tests.support.browser import csrf_token, sign_in
from tests.support.town import Town

GZIP = {"Accept-Encoding": "gzip"}


def test_a_page_is_compressed_for_who_can_read_it(app: Flask, town: Town) -> None:
    client = sign_in(app, town.emails[Role.SCHOOL_STAFF])
    plain = client.get("/devices/")
    compressed = client.get("/devices/", headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert len(compressed.data) * 2 < len(plain.data)
    assert b"K-0001" in decompress(compressed.data)


def test_what_fits_into_a_packet_goes_out_as_it_is(app: Flask, town: Town) -> None:
    client = sign_in(app, town.emails[Role.SCHOOL_ADMIN])
    client.environ_base["HTTP_ACCEPT_ENCODING"] = "gzip"
    token = csrf_token(decompress(client.get("/lending/take-back").data).decode())
    told = {"csrf_token": token, "code": "nothing"}
    answer = client.post("/lending/take-back", data=told, headers=PART)
    assert "desk-said" in answer.text
    assert len(answer.data) <= PACKET
    assert "Content-Encoding" not in answer.headers

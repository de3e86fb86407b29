"""A request that comes slowly, or never ends: whoever sends it holds nobody else up."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from werkzeug.serving import make_server

from assetmgr.auth.codes import Role
from tests.support.pages import reader, send
from tests.support.town import Town

PATIENCE_S = 10
_HEAD = "POST {} HTTP/1.1\r\nHost: x\r\nContent-Type: {}\r\nContent-Length: 100\r\n{}\r\n"
STARTS = (
    _HEAD.format("/stocktakes/phone/deliver", "application/json", "Authorization: Phone x:y\r\n"),
    _HEAD.format("/sign-in", "application/x-www-form-urlencoded", "") + "email=",
)


@contextmanager
def begun(app: Flask, start: str) -> Iterator[socket.socket]:
    """A request that reached the application and has yet to send the rest of its body."""
    arrived = threading.Event()
    app.before_request_funcs.setdefault(None, []).insert(0, arrived.set)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with socket.create_connection(("127.0.0.1", server.server_port)) as sender:
            sender.sendall(start.encode())
            assert arrived.wait(PATIENCE_S)
            time.sleep(0.3)  # so that it comes as far as it can without the rest
            yield sender
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("start", STARTS)
def test_whoever_sends_half_a_body_keeps_nobody_from_writing(
    own_app: Flask, town: Town, start: str
) -> None:
    client = reader(own_app, town, Role.SCHOOL_ADMIN)
    with begun(own_app, start):
        since = time.monotonic()
        told = {"contact_name": "Anna"}
        assert send(client, "/institutions/ABC/contact", told).status_code == 302
        assert time.monotonic() - since < PATIENCE_S


def test_a_body_that_comes_in_pieces_is_read_whole(own_app: Flask, town: Town) -> None:
    with begun(own_app, STARTS[0]) as sender:
        sender.sendall(b"{" + b" " * 98)
        sender.sendall(b"}")
        assert b" 401 " in sender.recv(1000).partition(b"\r\n")[0]

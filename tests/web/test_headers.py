"""What protects a reader's browser is on every answer, once."""

import pytest
from flask import Flask

from assetmgr.web.headers import HEADERS


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/sign-in", 200),
        ("/devices/", 302),
        ("/static/css/base.css", 200),
        ("/static/none.css", 404),
        ("/none", 404),
        ("/sign-in?%00", 400),
    ],
)
def test_every_answer_is_protected(app: Flask, address: str, status: int) -> None:
    answer = app.test_client().get(address, buffered=True)
    assert answer.status_code == status
    for name, value in HEADERS:
        assert answer.headers.getlist(name) == [value], name

"""What the application takes for granted of its views and of what is done around them."""

from inspect import iscoroutinefunction
from itertools import chain
from typing import Any

from flask import Flask


def test_nothing_is_a_coroutine(app: Flask) -> None:
    around: list[Any] = [
        *chain(*app.before_request_funcs.values()),
        *chain(*app.after_request_funcs.values()),
        *chain(*app.teardown_request_funcs.values()),
    ]
    assert len(app.view_functions) > 100
    assert not any(iscoroutinefunction(one) for one in (*app.view_functions.values(), *around))

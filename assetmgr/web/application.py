"""The Flask application's class, and its requests'."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.sansio.http import parse_cookie
from werkzeug.utils import cached_property


class _Request(Request):
    """As Flask's; its cookies are found at once, not by a look through all headers."""

    @cached_property
    def cookies(self) -> ImmutableMultiDict[str, str]:
        """What the browser keeps for this site."""
        told = self.environ.get("HTTP_COOKIE")
        return parse_cookie(told, cls=self.dict_storage_class)  # type: ignore[return-value]


class Application(Flask):
    """As Flask's; no view or step of a request is a coroutine, so none is asked each time."""

    request_class = _Request

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """What it is given."""
        return func

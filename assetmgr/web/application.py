"""The Flask application's class."""

from collections.abc import Callable
from typing import Any

from flask import Flask


class Application(Flask):
    """As Flask's; no view or step of a request is a coroutine, so none is asked each time."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """What it is given."""
        return func

"""What a request starts only once its transaction is committed."""

from collections.abc import Callable

from flask import g


def after_commit(call: Callable[[], None]) -> None:
    """Do this after the request's commit; not at all where it is rolled back."""
    g.setdefault("after_commit", []).append(call)


def run() -> None:
    """Do what was asked for, in its order; called by the request's owner after the commit."""
    for call in g.pop("after_commit", []):
        call()

"""Limits on how often one may ask: only where they are told, which is at routes."""

from flask import Flask

from assetmgr.extensions import limiter


def test_no_limit_is_told_where_nobody_looks_for_it(app: Flask) -> None:
    """Requests are looked at for limits by the routes that have one (assetmgr/extensions.py)."""
    told = limiter.limit_manager
    assert [*told.application_limits, *told.default_limits] == []
    assert [name for name in app.blueprints if told.blueprint_limits(app, name)] == []

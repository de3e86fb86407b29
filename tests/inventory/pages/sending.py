"""Sending a form of a stocktake's page, and reading what stands in the database then."""

from collections.abc import Sequence
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from assetmgr.db.transaction import reading
from assetmgr.extensions import db
from assetmgr.inventory.models import Stocktake
from assetmgr.inventory.queries.heads import head_of
from assetmgr.inventory.queries.picture import Picture, picture
from tests.support.browser import csrf_token


def post(client: FlaskClient, address: str, told: dict[str, Any], **headers: str) -> TestResponse:
    """Send a form; any page with a form gives the token."""
    token = csrf_token(client.get("/dashboard/").text)
    return client.post(address, data={"csrf_token": token, **told}, headers=headers)


def stocktakes_of(app: Flask, institution_id: int) -> Sequence[Stocktake]:
    """The institution's stocktakes in the order in which they were opened."""
    with app.app_context(), reading(db.session(), reason="a test") as session:
        found = session.scalars(
            select(Stocktake)
            .where(Stocktake.institution_id == institution_id)
            .order_by(Stocktake.id)
        ).all()
        session.expunge_all()
        return found


def seen(app: Flask, stocktake_id: int) -> Picture:
    """What a stocktake found by now."""
    with app.app_context(), reading(db.session(), reason="a test") as session:
        head = head_of(session, stocktake_id)
        assert head is not None
        return picture(session, head)

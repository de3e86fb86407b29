"""A blank code as it is stored."""

from flask import Flask
from sqlalchemy import select

from assetmgr.db.transaction import reading
from assetmgr.extensions import db
from assetmgr.labeling.models import BlankCode


def blank(app: Flask, code: str) -> BlankCode:
    """The row of this code, as it is now."""
    with app.app_context(), reading(db.session(), reason="a test") as session:
        found = session.scalars(select(BlankCode).where(BlankCode.code == code)).one()
        session.expunge(found)
        return found

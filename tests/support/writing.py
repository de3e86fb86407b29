"""Writing rows before a page is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy.orm import Session

from assetmgr.db.transaction import writing
from assetmgr.extensions import db


@contextmanager
def written(app: Flask) -> Iterator[Session]:
    """A session over all institutions that commits at the end of the block."""
    with app.app_context(), writing(db.session(), reason="a test's rows") as session:
        yield session

"""What tests of writing share."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from assetmgr.db.scope import Institutions, set_scope
from assetmgr.db.transaction import begin_writing
from assetmgr.extensions import db
from tests.support.town import Town


@pytest.fixture
def session(app: Flask, town: Town) -> Iterator[Session]:
    """A writing session of ABC's."""
    with app.app_context():
        session = db.session()
        begin_writing(session)
        set_scope(session, Institutions(frozenset({town.institutions["ABC"]})))
        yield session
        session.rollback()
        session.info.clear()

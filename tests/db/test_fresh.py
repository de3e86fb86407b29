"""Ids that are known before their rows are stored."""

import pytest
from flask import Flask
from sqlalchemy import select

from assetmgr.db.fresh import fresh_id
from assetmgr.institutions.models import Site
from tests.support.town import Town
from tests.support.writing import written

SITES = select(fresh_id(Site)).where(Site.id > 0)


@pytest.mark.parametrize(
    "app", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
def test_postgresql_tells_ids_that_no_row_has_or_will_have(app: Flask, town: Town) -> None:
    with written(app) as session:
        told = list(session.scalars(SITES))
        later = Site(institution_id=town.institutions["ABC"], name="later")
        session.add(later)
        session.flush()
        assert None not in told
        assert set(told).isdisjoint(session.scalars(select(Site.id)))
        assert len(set(told)) == len(told) > 0


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_sqlite_tells_none(app: Flask, town: Town) -> None:
    with written(app) as session:
        assert set(session.scalars(SITES)) == {None}

"""An open stocktake of ABC, and phones that join it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask

from assetmgr.audit.actor import Actor, Via
from assetmgr.inventory.operations.joining import join
from assetmgr.inventory.operations.opening import open_stocktake
from assetmgr.inventory.policy.scope import Member
from assetmgr.inventory.queries.heads import stocktake_or_none
from tests.inventory.phone import Phone
from tests.support.town import Town
from tests.support.writing import written

HEAD = Actor("Anna Ozola", Via.WEB)
COMMISSION = (Member("Anna Ozola", "direktore"), Member("Juris Bērziņš", "bibliotekārs"))
NewPhone = Callable[..., Phone]


@pytest.fixture
def stocktake_id(app: Flask, town: Town) -> int:
    """ABC counts everything it has: six devices, all of them in room 101."""
    with written(app) as session:
        return open_stocktake(
            session,
            town.institutions["ABC"],
            title="Gada inventarizācija",
            commission=COMMISSION,
            actor=HEAD,
            now=datetime.now(UTC),
        ).stocktake.id


@pytest.fixture
def new_phone(app: Flask, stocktake_id: int) -> NewPhone:
    """Makes a phone that joined the stocktake."""

    def make(name: str = "Annas tālrunis", of: int = 0) -> Phone:
        with written(app) as session:
            stocktake = stocktake_or_none(session, of or stocktake_id)
            assert stocktake is not None
            joined = join(session, stocktake, name, actor=HEAD, now=datetime.now(UTC))
            return Phone(app.test_client(), joined.phone.key, joined.token)

    return make


@pytest.fixture
def phone(new_phone: NewPhone) -> Phone:
    """One phone."""
    return new_phone()

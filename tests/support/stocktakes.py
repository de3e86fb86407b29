"""A stocktake of one of the town's institutions."""

from datetime import datetime
from typing import TypeVar

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from assetmgr.inventory.codes import Action
from assetmgr.inventory.models import (
    Stocktake,
    StocktakeEntry,
    StocktakePhone,
    StocktakePhoto,
)
from assetmgr.inventory.operations.delivering import deliver
from assetmgr.inventory.operations.joining import join
from assetmgr.inventory.operations.opening import open_stocktake
from assetmgr.inventory.policy.told import Told
from tests.support.town import ACTOR, NOW, Town
from tests.support.writing import written

Key = TypeVar("Key", int, str)
_UUID = "00000000-0000-4000-8000-00000000000{}"


def stocktake_of(app: Flask, town: Town, code: str) -> int:
    """The institution's stocktake, which is opened when first asked for."""
    place = town.institutions[code]
    with written(app) as session:
        known = session.scalar(select(Stocktake.id).where(Stocktake.institution_id == place))
        return known or open_one(session, place, NOW).id


def phone_of(app: Flask, town: Town, code: str) -> int:
    """The phone of the institution's stocktake."""
    return _only(app, StocktakePhone.id, stocktake_of(app, town, code))


def entry_of(app: Flask, town: Town, code: str) -> int:
    """The scan of that phone, an unknown code."""
    return _only(app, StocktakeEntry.id, stocktake_of(app, town, code))


def photo_of(app: Flask, town: Town, code: str) -> str:
    """The uuid of that scan's photo."""
    return _only(app, StocktakePhoto.uuid, stocktake_of(app, town, code))


def _only(app: Flask, column: InstrumentedAttribute[Key], stocktake_id: int) -> Key:
    """The column of the stocktake's one row."""
    with written(app) as session:
        return session.scalars(
            select(column).where(column.class_.stocktake_id == stocktake_id)
        ).one()


def open_one(session: Session, institution_id: int, now: datetime) -> Stocktake:
    """A stocktake in which a phone scanned something, with a photo."""
    opened = open_stocktake(
        session, institution_id, title="Inventarizācija", actor=ACTOR, now=now
    ).stocktake
    phone = join(session, opened, "Tālrunis", actor=ACTOR, now=now).phone
    uuid = _UUID.format(institution_id)
    told = [Told(1, uuid, Action.SCAN, now, code="torn")]
    deliver(session, phone.id, told, sent_at=now, now=now)
    session.add(
        StocktakePhoto(
            uuid=uuid,
            stocktake_id=opened.id,
            institution_id=institution_id,
            content=b"\xff\xd8\xff",
            received_at=now,
        )
    )
    session.flush()
    return opened

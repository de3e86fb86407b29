"""A school of the demo that counts its Chromebooks, its server and what the database has."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor, Via
from assetmgr.db.transaction import reading
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device, Kind
from assetmgr.extensions import db
from assetmgr.institutions.models import Institution
from assetmgr.inventory.api import answers
from assetmgr.inventory.models import (
    Stocktake,
    StocktakeEntry,
    StocktakeLine,
    StocktakePhone,
    StocktakePhoto,
)
from assetmgr.inventory.operations.closing import close
from assetmgr.inventory.operations.joining import join
from assetmgr.inventory.operations.opening import open_stocktake
from assetmgr.inventory.operations.signing_off import override_phone
from assetmgr.inventory.policy.scope import Scope
from assetmgr.inventory.queries.heads import head_of, stocktake_or_none
from tests.browser.offline.server import Server
from tests.support.writing import written

ACTOR = Actor("Skolas administrators", Via.WEB)


@dataclass(frozen=True)
class CountedRoom:
    """A room and the tags that are expected there."""

    id: int
    name: str
    tags: list[str]


@dataclass
class School:
    """`tags` are the expected devices; `app` reaches the server's database."""

    app: Flask
    server: Server
    stocktake_id: int
    tags: list[str]

    def join(self, name: str) -> dict[str, Any]:
        """What the server tells a phone that joins."""
        with written(self.app) as session:
            stocktake = stocktake_or_none(session, self.stocktake_id)
            assert stocktake is not None
            joined = join(session, stocktake, name, actor=ACTOR, now=datetime.now(UTC))
            head = head_of(session, stocktake.id)
            assert head is not None
            about = answers.stocktake(head)
            return {"key": joined.phone.key, "token": joined.token, "stocktake": about}

    def entries(self) -> list[StocktakeEntry]:
        """What the server stored, in its order."""
        with self._reading() as session:
            wanted = StocktakeEntry.stocktake_id == self.stocktake_id
            rows = session.scalars(select(StocktakeEntry).where(wanted).order_by(StocktakeEntry.id))
            return list(rows)

    def phones(self) -> list[StocktakePhone]:
        """The phones that joined."""
        with self._reading() as session:
            wanted = StocktakePhone.stocktake_id == self.stocktake_id
            return list(session.scalars(select(StocktakePhone).where(wanted)))

    def photos(self) -> list[StocktakePhoto]:
        """The photos that came."""
        with self._reading() as session:
            wanted = StocktakePhoto.stocktake_id == self.stocktake_id
            return list(session.scalars(select(StocktakePhoto).where(wanted)))

    def forget_phones(self) -> None:
        """Know the sign-ins of none of its phones any more."""
        wanted = StocktakePhone.stocktake_id == self.stocktake_id
        with written(self.app) as session:
            for phone in session.scalars(select(StocktakePhone).where(wanted)):
                phone.token_sha256 = "0" * 64

    def excuse(self) -> None:
        """Wait for none of its phones."""
        now = datetime.now(UTC)
        with written(self.app) as session:
            stocktake = stocktake_or_none(session, self.stocktake_id)
            assert stocktake is not None
            wanted = StocktakePhone.stocktake_id == self.stocktake_id
            for phone_id in session.scalars(select(StocktakePhone.id).where(wanted)).all():
                override_phone(session, stocktake, phone_id, actor=ACTOR, now=now)

    def close(self) -> None:
        """Close the stocktake without waiting for its phones."""
        self.excuse()
        now = datetime.now(UTC)
        with written(self.app) as session:
            stocktake = stocktake_or_none(session, self.stocktake_id)
            assert stocktake is not None
            close(session, stocktake, actor=ACTOR, now=now, today=now.date())

    def room_of(self, tag: str) -> CountedRoom:
        """Where a device is expected, with everything that is expected there."""
        with self._reading() as session:
            line = StocktakeLine.stocktake_id == self.stocktake_id
            rows = session.execute(
                select(StocktakeLine.asset_tag, StocktakeLine.room_id, StocktakeLine.room)
                .where(line)
                .order_by(StocktakeLine.tag_key)
            ).all()
        room_id, name = next((row.room_id, row.room) for row in rows if row.asset_tag == tag)
        return CountedRoom(room_id, name, [row[0] for row in rows if row.room_id == room_id])

    def other_tags(self) -> list[str]:
        """Two own devices that are not expected: one that counts, one that is written off."""
        with self._reading() as session:
            own = select(Stocktake.institution_id).where(Stocktake.id == self.stocktake_id)
            tags = select(Device.asset_tag).where(Device.institution_id == own.scalar_subquery())
            counted = tags.join(Kind).where(Kind.code == "tablet", Device.status == Status.IN_USE)
            gone = tags.where(Device.status == Status.WRITTEN_OFF)
            found = [session.scalars(one.order_by(Device.id)).first() for one in (counted, gone)]
        return [str(tag) for tag in found]

    def foreign_tag(self) -> str:
        """A device of another institution."""
        with self._reading() as session:
            own = select(Stocktake.institution_id).where(Stocktake.id == self.stocktake_id)
            others = select(Device.asset_tag).where(Device.institution_id != own.scalar_subquery())
            return session.scalars(others.order_by(Device.id)).first() or ""

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self.app.app_context(), reading(db.session(), reason="a test") as session:
            yield session
            session.expunge_all()


def new_school(app: Flask, server: Server) -> School:
    """Raiņa vidusskola, which opens a stocktake of its Chromebooks."""
    with written(app) as session:
        institution = session.scalars(select(Institution.id).where(Institution.code == "RAI")).one()
        stocktake = open_stocktake(
            session,
            institution,
            title="Gada inventarizācija",
            scope=Scope(kinds=("chromebook",)),
            actor=ACTOR,
            now=datetime.now(UTC),
        ).stocktake
        wanted = StocktakeLine.stocktake_id == stocktake.id
        lines = select(StocktakeLine.asset_tag).where(wanted).order_by(StocktakeLine.tag_key)
        return School(app, server, stocktake.id, list(session.scalars(lines)))

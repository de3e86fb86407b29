"""An application that sends to a real mail server on loopback."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask
from sqlalchemy import select

from assetmgr import create_app
from assetmgr.db.transaction import reading
from assetmgr.extensions import config_of, db
from assetmgr.outbox.models import OutboxMail
from assetmgr.outbox.operations import NewMail, queue_mails
from assetmgr.outbox.sending import Sent, send_due
from tests.outbox.server import Mailroom, Server
from tests.support.databases import config_for
from tests.support.letters import new_mail
from tests.support.town import NOW, Town
from tests.support.writing import written

FROM: Final = "Ierīču reģistrs <ierices@skola.example>"
Running = Callable[..., Server]


@pytest.fixture
def room() -> Mailroom:
    """Where letters arrive."""
    return Mailroom()


@pytest.fixture
def running(room: Mailroom) -> Iterator[Running]:
    """Start a server around the room: `running(scheme, certificate, **controller's)`."""
    with ExitStack() as servers:

        def start(
            scheme: str = "smtp+plain", certificate: Path | None = None, **told: Any
        ) -> Server:
            server = Server(room, certificate, scheme, **told)
            server.start()
            servers.callback(server.stop)
            return server

        yield start


@dataclass
class Post:
    """Letters of ABC, and rounds of sending at moments of our choice."""

    app: Flask
    place: int
    folder: Path
    url: str
    now: datetime = NOW

    def queue(self, *mails: str | NewMail) -> int:
        """Queue letters, given whole or by their keys."""
        whole = [new_mail(self.place, one) if isinstance(one, str) else one for one in mails]
        return self.queue_all(whole)

    def queue_all(self, mails: Iterable[NewMail]) -> int:
        with written(self.app) as session:
            return queue_mails(session, mails, now=self.now)

    def send(self, **later: float) -> Sent:
        """A round, `later` (a timedelta's arguments) than the last one."""
        self.now += timedelta(**later)
        with self.sender() as app:
            return send_due(app, lambda: self.now)

    @contextmanager
    def sender(self) -> Iterator[Flask]:
        """An application of its own on the same database, which knows the mail server."""
        config = config_for(
            config_of(self.app).database_url,
            self.folder,
            ASSETMGR_SMTP_URL=self.url,
            ASSETMGR_MAIL_FROM=FROM,
        )
        app = create_app(config)
        try:
            yield app
        finally:
            with app.app_context():
                db.engine.dispose()

    def row(self, key: str) -> OutboxMail:
        """The letter as it is stored."""
        with self.app.app_context(), reading(db.session(), reason="a test") as session:
            found = session.scalars(select(OutboxMail).where(OutboxMail.key == key)).one()
            session.expunge(found)
            return found


@pytest.fixture
def post(app: Flask, town: Town, tmp_path: Path, running: Running) -> Post:
    """The post of ABC with a server that takes everything, unencrypted."""
    return Post(app, town.institutions["ABC"], tmp_path, running().url)

"""What every command needs: the application, a transaction, the moment, an actor."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from typing import Final

import click
from sqlalchemy.orm import Session

from assetmgr import create_app
from assetmgr.audit.actor import Actor, Via
from assetmgr.config import Config
from assetmgr.db.transaction import reading, writing
from assetmgr.extensions import db

FIRST_YEAR: Final = 1980
LAST_YEAR: Final = 2100
LAST_PORT: Final = 65_535
COMMAND_LINE = Actor("command line", Via.COMMAND)


@contextmanager
def writing_session(reason: str) -> Iterator[Session]:
    """A session that commits at the end of the block, over all institutions."""
    with create_app().app_context(), writing(db.session(), reason=reason) as session:
        yield session


@contextmanager
def reading_session(reason: str) -> Iterator[Session]:
    """A reading session over all institutions."""
    with create_app().app_context(), reading(db.session(), reason=reason) as session:
        yield session


def now() -> datetime:
    """This moment, aware."""
    return datetime.now(UTC)


def today(config: Config) -> date:
    """The date where the schools are."""
    return datetime.now(config.timezone).date()


class IsoDate(click.ParamType[date]):
    """A date as YYYY-MM-DD, of the years that a register can speak of."""

    name = "date"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        day = None
        with suppress(ValueError):
            day = date.fromisoformat(value)
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"{value!r} is not a date such as 2024-09-01", param, ctx)
        return day


class HostPort(click.ParamType[str]):
    """An address to listen on, as HOST:PORT."""

    name = "address"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        host, _, port = value.rpartition(":")
        if not host or not (port.isascii() and port.isdecimal()) or int(port) > LAST_PORT:
            self.fail(f"{value!r} is not an address such as 127.0.0.1:8000", param, ctx)
        return value


ISO_DATE = IsoDate()
HOST_PORT = HostPort()

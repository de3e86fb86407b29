"""What every command needs: the application, a transaction, the moment, an actor."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import click
from sqlalchemy.orm import Session

from assetmgr import create_app
from assetmgr.audit.actor import Actor, Via
from assetmgr.config import Config
from assetmgr.db.transaction import reading, writing
from assetmgr.extensions import db

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
    """A date as YYYY-MM-DD."""

    name = "date"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2024-09-01", param, ctx)


ISO_DATE = IsoDate()

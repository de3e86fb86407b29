"""A refusal as one sentence, for whoever started the program."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import DBAPIError

from assetmgr.config import ConfigError
from assetmgr.db.errors import Refused, unusable


@contextmanager
def refusals_told(exit_code: int = 1) -> Iterator[None]:
    """End the program over a refusal, a wrong setting or a database that cannot be used.

    What went wrong is one sentence on stderr; a fault of the program itself passes.
    """
    try:
        yield
    except (ConfigError, Refused) as error:
        reason = str(error)
    except DBAPIError as error:
        if (found := unusable(error)) is None:
            raise
        reason = found
    else:
        return
    click.echo(reason, err=True)
    sys.exit(exit_code)

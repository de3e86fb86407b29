"""The database's own upkeep, every night."""

from typing import Final

import structlog
from flask import Flask

from assetmgr.db.transaction import writing
from assetmgr.db.upkeep import tend
from assetmgr.extensions import db

JOB: Final = "tend the database"
_log = structlog.get_logger()


def tend_nightly(app: Flask) -> None:
    """Tend to the database; it raises nothing, as the next night tries anew."""
    try:
        with app.app_context(), writing(db.session(), reason="upkeep") as session:
            tend(session)
    except Exception as error:
        _log.error("not tended", error=type(error).__name__)

"""What has done its work and would only keep names longer."""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from assetmgr.auth.models import LoginAttempt
from assetmgr.custody.operations.clearing import clear_custody
from assetmgr.db.bulk import bulk_delete, bulk_set
from assetmgr.exchange.operations.drafts import purge_drafts
from assetmgr.people.models import PeopleBatch
from assetmgr.people.operations.undoing import UNDOABLE

_ATTEMPTS: Final = timedelta(days=1)
"""Failed sign-ins count for minutes."""


def clear_leftovers(session: Session, today: date, now: datetime) -> None:
    """Clear what undoes old imports, files never imported, failed sign-ins, old verdicts."""
    bulk_set(
        session,
        PeopleBatch,
        PeopleBatch.undo.is_not(None),
        PeopleBatch.imported_at <= now - UNDOABLE,
        undo=None,
    )
    purge_drafts(session, now)
    bulk_delete(session, LoginAttempt, LoginAttempt.at <= now - _ATTEMPTS)
    clear_custody(session, today)

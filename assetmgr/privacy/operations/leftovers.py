"""What has done its work and would only keep names longer."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from assetmgr.auth.models import LoginAttempt, SignOut
from assetmgr.db.bulk import bulk_delete
from assetmgr.exchange.operations.drafts import purge_drafts
from assetmgr.outbox.operations.claiming import give_up_unsent
from assetmgr.people.operations.sign_in_codes import forget_codes
from assetmgr.people.operations.undoing import forget_old_undo

_ATTEMPTS: Final = timedelta(days=1)
"""Failed sign-ins count for minutes."""
_SIGN_OUTS: Final = timedelta(days=2)
"""What was signed out of ends by itself within a day."""


def clear_leftovers(session: Session, now: datetime) -> None:
    """Clear what undoes imports, files never imported, old sign-ins and sign-outs, dead letters."""
    forget_old_undo(session, now)
    forget_codes(session, now)
    purge_drafts(session, now)
    give_up_unsent(session, now)
    bulk_delete(session, LoginAttempt, LoginAttempt.at <= now - _ATTEMPTS)
    bulk_delete(session, SignOut, SignOut.at <= now - _SIGN_OUTS)

"""A letter that waits is taken back with what it tells."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_delete
from assetmgr.outbox.models import OutboxMail


def withdraw_mails(session: Session, keys: Collection[str]) -> int:
    """Take back the letters of these keys that no sender has taken up; how many.

    What was tried once may have arrived, and stays. The keys may be queued anew.
    """
    return bulk_delete(
        session,
        OutboxMail,
        OutboxMail.key.in_(keys),
        OutboxMail.attempts == 0,
        OutboxMail.claimed_until.is_(None),
    )

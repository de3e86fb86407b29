"""A proposed swap is accepted."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.custody.models import CustodyDismissal
from assetmgr.db.bulk import bulk_delete
from assetmgr.loans.models import Act, ActContent
from assetmgr.loans.operations.exchanging import exchange


def accept_swap(
    session: Session,
    acts: tuple[Act, Act],
    contents: Mapping[int, ActContent],
    code: str,
    *,
    address: str,
    actor: Actor,
    now: datetime,
    today: date,
) -> tuple[Act, Act]:
    """Let the papers of two loans follow their devices; the new acts. See `exchange`.

    What was dismissed about the old ones is forgotten with them.

    Raises:
        Refused: the two cannot be exchanged.
    """
    ids = [act.id for act in acts]
    new = exchange(
        session, acts, contents, code, address=address, actor=actor, now=now, today=today
    )
    bulk_delete(session, CustodyDismissal, CustodyDismissal.act_id.in_(ids))
    return new

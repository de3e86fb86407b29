"""Blank codes that are on no device yet, whosever they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.batches import batches
from assetmgr.db.scope import system_scope
from assetmgr.labeling.models import BlankCode

AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """A code that waits for a device of its institution."""

    id: int
    code: str
    institution_id: int


def waiting_codes(session: Session, keys: Iterable[str]) -> dict[str, Waiting]:
    """Which of these tags (without case) are blank codes of the municipality on no device."""
    found: dict[str, Waiting] = {}
    with system_scope(session, reason="a code is unique in the municipality"):
        for batch in batches(keys, AT_ONCE):
            rows = session.execute(
                select(
                    BlankCode.code_key, BlankCode.id, BlankCode.code, BlankCode.institution_id
                ).where(BlankCode.code_key.in_(batch), BlankCode.device_id.is_(None))
            )
            found |= {key: Waiting(id_, code, place) for key, id_, code, place in rows}
    return found

"""Uploaded files on their way: kept, found by their uploader, thrown away."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_delete
from assetmgr.db.scope import system_scope
from assetmgr.exchange.models import ImportDraft
from assetmgr.exchange.what import What

LIFE: Final = timedelta(days=1)
_REASON: Final = "a draft belongs to its uploader, whom the statement names"


def keep_draft(
    session: Session, what: What, file_name: str, content: bytes, *, user_id: int, now: datetime
) -> str:
    """Keep an uploaded file for a day; its key. Older ones, of everybody, are thrown away."""
    purge_drafts(session, now)
    key = secrets.token_urlsafe(32)
    with system_scope(session, reason=_REASON):
        session.add(
            ImportDraft(
                key=key,
                user_id=user_id,
                what=what,
                file_name=file_name[-200:],
                content=content,
                created_at=now,
            )
        )
    return key


def draft_or_none(
    session: Session, key: str, *, user_id: int, now: datetime, lock: bool = False
) -> ImportDraft | None:
    """The draft with this key, if this person uploaded it less than a day ago.

    With `lock`, another request that wants it waits for the end of this transaction.
    """
    statement = select(ImportDraft).where(
        ImportDraft.key == key,
        ImportDraft.user_id == user_id,
        ImportDraft.created_at > now - LIFE,
    )
    with system_scope(session, reason=_REASON):
        return session.scalars(statement.with_for_update() if lock else statement).one_or_none()


def change_draft(session: Session, draft: ImportDraft, content: bytes) -> None:
    """Keep other content in the place of what was uploaded."""
    with system_scope(session, reason=_REASON):
        draft.content = content


def drop_draft(session: Session, draft: ImportDraft) -> None:
    """Throw away a draft that was imported."""
    with system_scope(session, reason=_REASON):
        bulk_delete(session, ImportDraft, ImportDraft.id == draft.id)


def purge_drafts(session: Session, now: datetime) -> int:
    """Throw away every draft that is older than a day; how many there were."""
    with system_scope(session, reason="old drafts of everybody go"):
        return bulk_delete(session, ImportDraft, ImportDraft.created_at <= now - LIFE)

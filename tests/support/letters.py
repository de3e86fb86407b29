"""Letters of the outbox."""

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from assetmgr.outbox.models import OutboxMail
from assetmgr.outbox.operations import NewMail
from tests.support.town import NOW, Town
from tests.support.writing import written


def new_mail(institution_id: int, key: str, **told: Any) -> NewMail:
    """A reminder to Anna."""
    usual = {
        "to": "anna@skola.example",
        "name": "Anna Bērziņa",
        "subject": "Jāatdod Chromebook",
        "body": "Labdien!\n\nAtdodiet ierīci līdz 20. maijam.\n",
        "kind": "due_soon",
    }
    return NewMail(institution_id=institution_id, key=key, **{**usual, **told})


def given_up(institution_id: int, key: str) -> OutboxMail:
    """A letter whose recipient the server does not know."""
    return OutboxMail(
        institution_id=institution_id,
        kind="due_soon",
        key=key,
        recipient="anna@skola.example",
        recipient_name="Anna Bērziņa",
        subject="Jāatdod Chromebook",
        body="Labdien!",
        queued_at=NOW,
        send_after=NOW,
        attempts=1,
        failed_at=NOW + timedelta(minutes=1),
        last_error="recipient_refused 550 5.1.1",
    )


def mail_of(app: Flask, town: Town, code: str) -> int:
    """A given-up letter of the institution."""
    place = town.institutions[code]
    with written(app) as session:
        known = session.scalars(select(OutboxMail).where(OutboxMail.institution_id == place))
        found = known.first() or given_up(place, f"due_soon:{code}")
        session.add(found)
        session.flush()
        return found.id

"""A phone joins a stocktake, and gets a sign-in of its own."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.inventory.codes import Form
from assetmgr.inventory.models import Stocktake, StocktakePhone
from assetmgr.inventory.operations.holding import hold, hold_open


@dataclass(frozen=True, slots=True)
class Joined:
    """A phone with its key and the token that is told this once and stored as a sum alone."""

    phone: StocktakePhone
    token: str


def join(
    session: Session,
    stocktake: Stocktake,
    name: str,
    *,
    actor: Actor,
    now: datetime,
    holds_scans: bool = False,
) -> Joined:
    """Let a phone of the actor's join; its numbers begin at 1.

    Args:
        holds_scans: it had joined before and has not told everything; then it may join after the
            closing, too, as all that it tells is late.

    Raises:
        Refused: the stocktake is closed, or is done on one page without phones.
    """
    (hold if holds_scans else hold_open)(session, stocktake)
    if stocktake.form is Form.TICKED:
        raise Refused(N_("This small count is done on its page, without phones."))
    return enter(session, stocktake, name, actor=actor, now=now)


def enter(
    session: Session, stocktake: Stocktake, name: str, *, actor: Actor, now: datetime
) -> Joined:
    """Add a phone to a stocktake that is held."""
    token = secrets.token_urlsafe(32)
    phone = StocktakePhone(
        stocktake_id=stocktake.id,
        institution_id=stocktake.institution_id,
        key=str(uuid4()),
        token_sha256=digest(token),
        name=name,
        joined_by=actor.name,
        joined_at=now,
        received=0,
    )
    session.add(phone)
    session.flush()
    return Joined(phone, token)


def digest(token: str) -> str:
    """The sum that is stored of a token; it has 256 random bits, so it needs no slow hash."""
    return sha256(token.encode()).hexdigest()

"""The phones of a stocktake, and who a phone is that signs in."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.inventory.models import StocktakePhone
from assetmgr.inventory.policy.phones import Phone


@dataclass(frozen=True, slots=True)
class PhoneSignIn:
    """What decides whether a phone is who it says, and what it reaches."""

    id: int
    stocktake_id: int
    institution_id: int
    token_sha256: str


def phone_signing_in(session: Session, key: str) -> PhoneSignIn | None:
    """The phone with this key; nobody is signed in yet, so it is looked for everywhere."""
    with system_scope(session, reason="a phone signs in by its own key"):
        row = session.execute(
            select(
                StocktakePhone.id,
                StocktakePhone.stocktake_id,
                StocktakePhone.institution_id,
                StocktakePhone.token_sha256,
            ).where(StocktakePhone.key == key)
        ).one_or_none()
    return PhoneSignIn(*row) if row else None


def phones_of(session: Session, stocktake_id: int) -> tuple[Phone, ...]:
    """The phones that joined, in the order in which they did."""
    rows = session.execute(
        select(
            StocktakePhone.id, StocktakePhone.name, StocktakePhone.joined_by,
            StocktakePhone.joined_at, StocktakePhone.received, StocktakePhone.last_number,
            StocktakePhone.signed_off_at, StocktakePhone.overridden_at,
            StocktakePhone.overridden_by,
        )
        .where(StocktakePhone.stocktake_id == stocktake_id)
        .order_by(StocktakePhone.id)
    )  # fmt: skip
    return tuple(Phone(*row) for row in rows)

"""The phones of a stocktake, and who a phone is that signs in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.inventory.codes import StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakePhone
from assetmgr.inventory.policy.phones import Bar, Phone, bar_of


@dataclass(frozen=True, slots=True)
class PhoneSignIn:
    """What decides whether a phone is who it says, and what it reaches."""

    id: int
    stocktake_id: int
    institution_id: int
    token_sha256: str
    status: StocktakeStatus
    overridden_at: datetime | None

    @property
    def bar(self) -> Bar | None:
        """What bars it from reading the register."""
        is_closed = self.status is StocktakeStatus.CLOSED
        return bar_of(is_closed=is_closed, overridden_at=self.overridden_at)


def phone_signing_in(session: Session, key: str) -> PhoneSignIn | None:
    """The phone with this key; nobody is signed in yet, so it is looked for everywhere."""
    with system_scope(session, reason="a phone signs in by its own key"):
        row = session.execute(
            select(
                StocktakePhone.id, StocktakePhone.stocktake_id, StocktakePhone.institution_id,
                StocktakePhone.token_sha256, Stocktake.status, StocktakePhone.overridden_at,
            )
            .join(Stocktake, Stocktake.id == StocktakePhone.stocktake_id)
            .where(StocktakePhone.key == key)
        ).one_or_none()  # fmt: skip
    return PhoneSignIn(*row) if row else None


def phones_of(session: Session, stocktake_id: int) -> tuple[Phone, ...]:
    """The phones that joined before the closing, in the order in which they did."""
    rows = session.execute(
        select(
            StocktakePhone.id, StocktakePhone.name, StocktakePhone.joined_by,
            StocktakePhone.joined_at, StocktakePhone.received, StocktakePhone.last_number,
            StocktakePhone.signed_off_at, StocktakePhone.overridden_at,
            StocktakePhone.overridden_by,
        )
        .join(Stocktake, Stocktake.id == StocktakePhone.stocktake_id)
        .where(
            StocktakePhone.stocktake_id == stocktake_id,
            or_(Stocktake.closed_at.is_(None), StocktakePhone.joined_at <= Stocktake.closed_at),
        )
        .order_by(StocktakePhone.id)
    )  # fmt: skip
    return tuple(Phone(*row) for row in rows)

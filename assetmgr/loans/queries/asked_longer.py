"""A borrower asks to keep a device longer."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.loans.models import Extension


def waiting_extension(session: Session, act_id: int) -> Extension | None:
    """The borrower's question to keep a device longer, while it has no answer."""
    return session.scalars(
        select(Extension).where(Extension.act_id == act_id, Extension.granted.is_(None))
    ).one_or_none()

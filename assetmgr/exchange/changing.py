"""Writing the changes of a plan whose rows are rows of one table."""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.batches import batches
from assetmgr.exchange.simple import SimplePlan

CHUNK: Final = 1_000
"""Rows that one statement names."""


def write_changes(
    session: Session,
    model: type[Any],
    plan: SimplePlan,
    change: Callable[..., bool],
    **circumstances: Any,
) -> None:
    """Change each row of `model` as the plan says, by `change(session, row, values, ...)`.

    `circumstances` (actor, now) go to `change` as they are.
    """
    for chunk in batches(plan.updates, CHUNK):
        ids = [key for key, _ in chunk]
        rows = {row.id: row for row in session.scalars(select(model).where(model.id.in_(ids)))}
        for key, values in chunk:
            change(session, rows[key], values, **circumstances)

"""Writing the changes of a plan whose rows are rows of one table."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.exchange.simple import SimplePlan


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
    ids = [key for key, _ in plan.updates]
    rows = {row.id: row for row in session.scalars(select(model).where(model.id.in_(ids)))}
    for key, values in plan.updates:
        change(session, rows[key], values, **circumstances)

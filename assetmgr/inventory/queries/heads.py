"""A stocktake itself: loaded for a change, or told with its institution."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from assetmgr.institutions.models import Institution
from assetmgr.inventory.codes import Form, StocktakeStatus
from assetmgr.inventory.models import Stocktake
from assetmgr.inventory.policy.naming import label
from assetmgr.inventory.policy.scope import Member, Scope, members


@dataclass(frozen=True, slots=True)
class Head:
    """What a stocktake is, without its rows.

    Once it is closed, `institution` is what the institution was called then; `rooms` are the
    names of the scope's rooms, frozen likewise (None while it is open).
    """

    id: int
    number: int
    title: str
    form: Form
    status: StocktakeStatus
    scope: Scope
    commission: tuple[Member, ...]
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str | None
    rows_sha256: str | None
    round_id: int | None
    institution_id: int
    institution_code: str
    institution: str
    short_name: str
    rooms: tuple[str, ...] | None

    @property
    def label(self) -> str:
        """Its number as the act has it: I-RAI-3."""
        return label(self.institution_code, self.number)

    @property
    def is_open(self) -> bool:
        """Whether it still changes."""
        return self.status is StocktakeStatus.OPEN


def stocktake_or_none(session: Session, stocktake_id: int) -> Stocktake | None:
    """The stocktake for a change; none where it is out of the scope."""
    return session.scalars(select(Stocktake).where(Stocktake.id == stocktake_id)).one_or_none()


def head_of(session: Session, stocktake_id: int) -> Head | None:
    """The stocktake to be shown; none where it is out of the scope."""
    return next(iter(heads(session, Stocktake.id == stocktake_id)), None)


def head_by_number(session: Session, institution_code: str, number: int) -> Head | None:
    """The stocktake that is called I-{code}-{number}."""
    wanted = Institution.code == institution_code, Stocktake.number == number
    return next(iter(heads(session, *wanted)), None)


def heads(
    session: Session, *criteria: ColumnElement[bool], limit: int | None = None
) -> tuple[Head, ...]:
    """The stocktakes that match, the newest first, at most `limit`."""
    rows = session.execute(
        select(
            Stocktake.id, Stocktake.number, Stocktake.title, Stocktake.form, Stocktake.status,
            Stocktake.scope, Stocktake.commission, Stocktake.opened_at, Stocktake.opened_by,
            Stocktake.closed_at, Stocktake.closed_by, Stocktake.rows_sha256, Stocktake.round_id,
            Institution.id, Institution.code, Institution.name, Institution.short_name,
            Stocktake.names,
        )
        .join(Institution, Institution.id == Stocktake.institution_id)
        .where(*criteria)
        .order_by(Stocktake.id.desc())
        .limit(limit)
    )  # fmt: skip
    return tuple(_head(row) for row in rows)


def _head(row: Sequence[Any]) -> Head:
    *facts, institution, short_name, names = row
    facts[5], facts[6] = Scope.of_json(facts[5]), members(facts[6])
    rooms = None
    if names is not None:
        institution, rooms = names["institution"], tuple(names["rooms"])
    values = *facts, institution, short_name, rooms
    return Head(*values)

"""Opening a stocktake, or one in each of many institutions: the expected list is frozen."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.bulk import bulk_insert
from assetmgr.db.errors import Refused, refusing
from assetmgr.i18n.marks import N_
from assetmgr.inventory.codes import Decision, Form, StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakeLine, StocktakeRound
from assetmgr.inventory.operations.trail import note
from assetmgr.inventory.policy.scope import Member, Scope
from assetmgr.inventory.queries.expected import expected_rows
from assetmgr.inventory.queries.numbers import next_number

EVERYTHING = Scope()


class NothingExpected(Refused):
    """No device fits the scope."""

    def __init__(self) -> None:
        super().__init__(
            N_("No device fits this choice; there is nothing to count."), field="kinds"
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """A new stocktake, and how many devices it expects."""

    stocktake: Stocktake
    expected: int


@dataclass(frozen=True, slots=True)
class RoundOpened:
    """What the municipality opened; institutions in `without` have nothing that is expected."""

    round: StocktakeRound
    opened: tuple[Opened, ...]
    without: tuple[int, ...]


def open_stocktake(
    session: Session,
    institution_id: int,
    *,
    title: str,
    scope: Scope = EVERYTHING,
    commission: Sequence[Member] = (),
    form: Form = Form.SCANNED,
    round_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> Opened:
    """Open a stocktake of an institution and freeze its expected list.

    Raises:
        NothingExpected: no device fits the scope.
        Refused: another one was opened at this moment.
    """
    rows = expected_rows(session, institution_id, scope, now)
    if not rows:
        raise NothingExpected
    stocktake = Stocktake(
        institution_id=institution_id,
        round_id=round_id,
        number=next_number(session, institution_id),
        title=title,
        form=form,
        status=StocktakeStatus.OPEN,
        scope=scope.as_json(),
        commission=[asdict(member) for member in commission],
        opened_at=now,
        opened_by=actor.name,
    )
    with refusing(), session.begin_nested():
        session.add(stocktake)
    undecided: dict[str, Any] = {"stocktake_id": stocktake.id, "decision": Decision.NOTHING}
    bulk_insert(session, StocktakeLine, ({**row, **undecided} for row in rows))
    told = {"title": title, "scope": scope.as_json(), "expected": len(rows)}
    note(session, "opened", stocktake, None, told, actor=actor, now=now)
    return Opened(stocktake, len(rows))


def open_round(
    session: Session,
    institution_ids: Sequence[int],
    *,
    title: str,
    kinds: Sequence[str] = (),
    doubtful_days: int | None = None,
    due_on: date | None = None,
    actor: Actor,
    now: datetime,
) -> RoundOpened:
    """Open a stocktake in each of the institutions; for the municipality.

    An institution that has nothing to count is left out and told.

    Raises:
        NothingExpected: none of them has anything to count.
        ScopeError: the session's scope is not the whole municipality.
    """
    shared = StocktakeRound(title=title, opened_at=now, opened_by=actor.name, due_on=due_on)
    session.add(shared)
    session.flush()
    scope = Scope(kinds=tuple(kinds), doubtful_days=doubtful_days)
    opened: list[Opened] = []
    without: list[int] = []
    for institution_id in institution_ids:
        try:
            one = open_stocktake(
                session,
                institution_id,
                title=title,
                scope=scope,
                round_id=shared.id,
                actor=actor,
                now=now,
            )
        except NothingExpected:
            without.append(institution_id)
        else:
            opened.append(one)
    if not opened:
        raise NothingExpected
    return RoundOpened(shared, tuple(opened), tuple(without))

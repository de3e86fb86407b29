"""What an institution says it still needs as of a day: stated anew, or corrected.

A refused wish is undone by itself: the page that shows the refusal still reads from the database.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.institutions.codes import Audience
from assetmgr.institutions.models import Institution, StatedNeed
from assetmgr.institutions.operations.audited import Subject, Values, add, change, remove
from assetmgr.institutions.queries.needs import Statement

Asked = tuple[Audience, int]
"""For whom, and the id of the kind."""

_NEED: Final = Subject(StatedNeed, "stated_need", "as_of")


def save_needs(
    session: Session,
    institution_id: int,
    corrected: Statement | None,
    values: Values,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> int:
    """Keep what an institution (or one site of it) asked for as of a day; how many figures.

    Args:
        corrected: the statement that is corrected; None: a new one.
        values: as_of, site_id (None: the whole) and `counts` by `Asked`: 0 is 'none', None is
            'not told', which takes back what a corrected statement told there.

    Raises:
        Refused: nothing is told, the day lies ahead, or needs are stated for that day already.
    """
    counts: Mapping[Asked, int | None] = values["counts"]
    told = Statement(values["as_of"], values["site_id"])
    _check(told, counts, today)
    with session.begin_nested():
        _take_turns(session, institution_id)
        if told != corrected and _stored(session, institution_id, told, counts):
            raise Refused(N_("Needs are stated for that day already."), field="as_of")
        stored = _stored(session, institution_id, corrected, counts) if corrected else {}
        owned = {"institution_id": institution_id, "as_of": told.as_of, "site_id": told.site_id}
        fresh = [
            {**owned, "audience": audience, "kind_id": kind_id, "count": count}
            for (audience, kind_id), count in counts.items()
            if count is not None and (audience, kind_id) not in stored
        ]
        add(session, _NEED, fresh, actor=actor, now=now)
        for asked, one in stored.items():
            _correct(session, one, {**owned, "count": counts[asked]}, actor, now)
    return sum(count is not None for count in counts.values())


def _correct(
    session: Session, need: StatedNeed, values: Values, actor: Actor, now: datetime
) -> None:
    if values["count"] is None:
        remove(session, _NEED, need, actor=actor, now=now)
    else:
        change(session, _NEED, need, values, actor=actor, now=now)


def _check(told: Statement, counts: Mapping[Asked, int | None], today: date) -> None:
    if told.as_of > today:
        raise Refused(N_("Stated needs cannot lie in the future."), field="as_of")
    if all(count is None for count in counts.values()):
        raise Refused(N_("Write at least one figure."))


def _take_turns(session: Session, institution_id: int) -> None:
    """Let two people state one institution's needs one after the other.

    The table's unique constraint does not hold where the site is NULL.
    """
    mine = select(Institution.id).where(Institution.id == institution_id)
    session.execute(mine.with_for_update(key_share=True))


def _stored(
    session: Session,
    institution_id: int,
    statement: Statement,
    counts: Mapping[Asked, int | None],
) -> dict[Asked, StatedNeed]:
    """What the statement holds of the figures in `counts`."""
    found = session.scalars(
        select(StatedNeed).where(
            StatedNeed.institution_id == institution_id,
            StatedNeed.as_of == statement.as_of,
            StatedNeed.site_id.is_not_distinct_from(statement.site_id),
        )
    )
    rows = {(one.audience, one.kind_id): one for one in found}
    return {asked: one for asked, one in rows.items() if asked in counts}

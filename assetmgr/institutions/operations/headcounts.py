"""What an institution tells of itself as of a day: told anew, or corrected.

A refused wish is undone by itself: the page that shows the refusal still reads from the database.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import HEADCOUNT_COLUMNS, Headcount
from assetmgr.institutions.operations.audited import Values
from assetmgr.institutions.operations.rows import add_headcounts, change_headcount


def save_headcount(
    session: Session,
    institution_id: int,
    headcount: Headcount | None,
    values: Values,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> int:
    """Keep what an institution (or one site of it) told as of a day; the headcount's id.

    Args:
        headcount: the one that is corrected; None: a new one.
        values: as_of, site_id and every figure; None is 'not told'.

    Raises:
        Refused: nothing is told, the day lies ahead, or there is a headcount of that day already.
    """
    _check(values, today)
    with session.begin_nested():
        if headcount is None:
            told = {**values, "institution_id": institution_id}
            return add_headcounts(session, [told], actor=actor, now=now)[0]
        change_headcount(session, headcount, values, actor=actor, now=now)
        return headcount.id


def _check(values: Values, today: date) -> None:
    if values["as_of"] > today:
        raise Refused(N_("A headcount cannot lie in the future."), field="as_of")
    if all(values[name] is None for name in HEADCOUNT_COLUMNS):
        raise Refused(N_("Write at least one figure."))

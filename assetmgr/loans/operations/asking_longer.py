"""A borrower asks to keep a device longer; the desk answers."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record
from assetmgr.db.errors import Refused, refusing
from assetmgr.db.scope import system_scope
from assetmgr.i18n.marks import N_
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act, Extension
from assetmgr.loans.operations.trail import act_entry
from assetmgr.loans.policy.longer import ensure_longer
from assetmgr.loans.queries.acts import number_of
from assetmgr.loans.queries.asked_longer import waiting_extension


def ask_longer(
    session: Session,
    act: Act,
    wanted_until: date,
    note: str | None = None,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> Extension:
    """Ask to keep a lent device until a later day; the due date stays until there is an answer.

    Raises:
        Refused: the device is not lent, has no due date, the day does not fit, or one has asked.
    """
    if act.status is not ActStatus.ISSUED:
        raise Refused(N_("The act has ended already. Open it again to see how."))
    ensure_longer(act.due_on, wanted_until, today)
    if waiting_extension(session, act.id):
        raise Refused(
            N_("To keep it longer was asked already; the school has yet to answer."),
            field="wanted_until",
        )
    extension = Extension(
        institution_id=act.institution_id,
        act_id=act.id,
        person_id=act.person_id,
        wanted_until=wanted_until,
        note=note or None,
        asked_at=now,
    )
    session.add(extension)
    with refusing():
        session.flush()
    with system_scope(session, reason="the institution's code stands in the act's number"):
        number = number_of(session, act)
    after = {"wanted_until": wanted_until}
    record(session, act_entry("longer asked", act, number, None, after, actor=actor, now=now))
    return extension

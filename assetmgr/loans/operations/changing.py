"""An act as it is stored changes in one statement; it and what the session knows stay the same."""

from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from assetmgr.db.bulk import bulk_change_one
from assetmgr.loans.models import Act


def change_act(session: Session, act: Act, **values: Any) -> None:
    """Set columns of an act.

    Raises:
        StaleDataError: somebody changed the act at this moment.
    """
    session.flush()
    owner = {"institution_id": act.institution_id, "sensitive": act.sensitive}
    key = {"id": act.id, **owner, "version": act.version}
    told = {**values, "version": act.version + 1}
    bulk_change_one(session, Act, key, told)
    for name, value in told.items():
        set_committed_value(act, name, value)
    session.expire(act, ["open_device_id"])

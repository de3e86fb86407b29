"""A lent device neither moves nor changes its status but through its act."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.db.scope import system_scope
from assetmgr.devices.operations.held import keeps
from assetmgr.i18n.marks import N_
from assetmgr.loans.queries.lendable import open_acts


@keeps
def ensure_not_lent(session: Session, device_ids: Sequence[int]) -> None:
    """Refuse a change of devices that open acts hold (DOMAIN.md, rule 2)."""
    with system_scope(session, reason="an act of an assistive device holds it, too"):
        held = open_acts(session, device_ids)
    if held:
        raise Refused(
            N_("The device is lent by the act %(act)s; take it back, or change it there."),
            field="status",
            act=next(iter(held.values())),
        )

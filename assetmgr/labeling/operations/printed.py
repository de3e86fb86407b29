"""Noting on devices that their labels were printed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record_all
from assetmgr.db.batches import batches
from assetmgr.db.bulk import bulk_set
from assetmgr.devices.models import Device
from assetmgr.labeling.queries.device import PRINTED, REPRINTED
from assetmgr.labeling.queries.picks import Pick
from assetmgr.labeling.queries.walk import AT_ONCE


def mark_printed(session: Session, picks: Sequence[Pick], *, actor: Actor, now: datetime) -> None:
    """Note on each device that its label was printed, with an audit entry for each.

    The entry of a device that had a label before says that it was printed again.
    """
    for ids in batches((pick.id for pick in picks), AT_ONCE):
        bulk_set(session, Device, Device.id.in_(ids), label_printed_at=now)
    record_all(
        session,
        (
            entry(
                action=REPRINTED if pick.was_printed else PRINTED,
                subject="device",
                subject_id=pick.id,
                label=pick.tag,
                institution_id=pick.institution_id,
                before=None,
                after=None,
                actor=actor,
                now=now,
            )
            for pick in picks
        ),
    )

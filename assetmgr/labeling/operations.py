"""Drawing labels, and noting that they were printed."""

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record_all
from assetmgr.db.batches import batches
from assetmgr.db.bulk import bulk_set
from assetmgr.db.errors import Refused
from assetmgr.devices.models import Device
from assetmgr.i18n.marks import N_
from assetmgr.labeling.queries import AT_ONCE, Pick
from labels.pdf import write_sheets
from labels.sheets import Sheet
from labels.spec import LabelSpec, tag_url


def label_of(pick: Pick, base_url: str) -> LabelSpec:
    """What stands on a device's label; the kind's Latvian name where it has no model.

    Raises:
        Refused: the installation's address does not fit into a compact QR code.
    """
    try:
        url = tag_url(base_url, pick.tag)
    except ValueError as error:
        raise Refused(N_("No label can be printed: %(reason)s"), reason=str(error)) from error
    return LabelSpec(url, pick.tag, pick.owner, pick.model or pick.name_lv)


def draw_labels(
    picks: Sequence[Pick], sheet: Sheet, out: BinaryIO, *, start: int, base_url: str
) -> int:
    """Write the labels as a PDF from place `start` of the first sheet on; its number of pages.

    Raises:
        Refused: there is no device, the sheet has no such place, or a text is too long.
    """
    if not picks:
        raise Refused(N_("No device is chosen."))
    if not 1 <= start <= sheet.labels:
        raise Refused(
            N_("The sheet has places 1 to %(places)s."), field="start", places=sheet.labels
        )
    try:
        return write_sheets((label_of(pick, base_url) for pick in picks), sheet, out, start=start)
    except ValueError as error:
        raise Refused(N_("No label can be printed: %(reason)s"), reason=str(error)) from error


def mark_printed(session: Session, picks: Sequence[Pick], *, actor: Actor, now: datetime) -> None:
    """Note on each device that its label was printed, with an audit entry for each."""
    for ids in batches((pick.id for pick in picks), AT_ONCE):
        bulk_set(session, Device, Device.id.in_(ids), label_printed_at=now)
    record_all(
        session,
        (
            entry(
                action="label_printed",
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

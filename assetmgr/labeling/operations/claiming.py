"""A blank code that becomes the tag of a device is claimed, whatever brought it there."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor, Via
from assetmgr.audit.operations import entry, record_all
from assetmgr.db.bulk import bulk_set
from assetmgr.db.errors import Refused
from assetmgr.devices.models import Device
from assetmgr.devices.operations.tagged import Tagged, on_tagged
from assetmgr.evidence.models import Source
from assetmgr.evidence.operations import saw
from assetmgr.i18n.marks import N_
from assetmgr.labeling.models import BlankCode
from assetmgr.labeling.queries.waiting import Waiting, waiting_codes

Claim = tuple[Waiting, int]
"""A code that waits for a device, and the id of the device that it is on from now on."""


@on_tagged
def claim_tags(session: Session, tagged: Sequence[Tagged], *, actor: Actor, now: datetime) -> None:
    """Claim the blank codes among the tags that devices got; any other tag is left alone.

    Raises:
        Refused: one is a blank code of another institution, or was claimed at this moment.
    """
    waiting = waiting_codes(session, [one.key for one in tagged])
    claims = []
    for one in tagged if waiting else ():
        if (code := waiting.get(one.key)) is None:
            continue
        if code.institution_id != one.institution_id:
            raise Refused(N_("This asset tag is taken."), field="asset_tag")
        claims.append((code, one.device_id))
    if claims:
        claim(session, claims, actor=actor, now=now)


def claim(session: Session, claims: Sequence[Claim], *, actor: Actor, now: datetime) -> None:
    """Put codes on devices of their institution, which get their label by that.

    The label counts as printed now, for what was scanned before was another one; and as seen now,
    for somebody had it before their eyes, unless a file told of it.

    Raises:
        Refused: somebody put one of them on another device at this moment.
    """
    for code, device_id in claims:
        _take(session, code, device_id, now)
    ids = [device_id for _, device_id in claims]
    bulk_set(session, Device, Device.id.in_(ids), label_printed_at=now)
    if actor.via is not Via.IMPORT:
        saw(session, Source.SCAN, [(one, code.institution_id, now) for code, one in claims])
    record_all(session, [_entry(code, device_id, actor, now) for code, device_id in claims])


def _take(session: Session, code: Waiting, device_id: int, now: datetime) -> None:
    """Claim the row where nobody did; of two who press at once the database lets one through."""
    is_mine = bulk_set(
        session,
        BlankCode,
        BlankCode.id == code.id,
        BlankCode.device_id.is_(None),
        device_id=device_id,
        claimed_at=now,
    )
    if not is_mine:
        raise Refused(N_("Somebody put this code on another device meanwhile."))


def _entry(code: Waiting, device_id: int, actor: Actor, now: datetime) -> dict[str, object]:
    return entry(
        action="claimed",
        subject="blank_code",
        subject_id=code.id,
        label=code.code,
        institution_id=code.institution_id,
        before=None,
        after={"device_id": device_id},
        actor=actor,
        now=now,
    )

"""Making blank codes, and putting one on a device."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count, islice
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record
from assetmgr.db.batches import batches
from assetmgr.db.bulk import bulk_insert
from assetmgr.db.errors import Refused, refusing
from assetmgr.db.scope import system_scope
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device
from assetmgr.i18n.marks import N_
from assetmgr.labeling.models import BlankCode
from assetmgr.labeling.operations.claiming import claim
from assetmgr.labeling.policy.series import code_of
from assetmgr.labeling.queries.waiting import Waiting

AT_ONCE: Final = 500


def make_codes(
    session: Session,
    institution_id: int,
    prefix: str,
    wanted: int,
    *,
    actor: Actor,
    now: datetime,
) -> list[str]:
    """Make so many new codes of an institution's series, printed now; the codes in order.

    Codes that are some device's tag already are left out, whosever the device is.

    Raises:
        Refused: somebody made codes of the same institution at this moment.
    """
    last = session.scalar(
        select(func.max(BlankCode.number)).where(BlankCode.institution_id == institution_id)
    )
    numbered = _free(session, prefix, (last or 0) + 1, wanted)
    rows = [
        {
            "institution_id": institution_id,
            "number": number,
            "code": code,
            "code_key": code.casefold(),
            "printed_at": now,
            "claimed_at": None,
            "device_id": None,
        }
        for number, code in numbered
    ]
    with refusing():
        bulk_insert(session, BlankCode, rows)
    codes = [code for _, code in numbered]
    _note_printing(session, "blank_codes_made", institution_id, codes, actor, now)
    return codes


def note_printed_again(
    session: Session, codes: Sequence[BlankCode], *, actor: Actor, now: datetime
) -> None:
    """Leave an entry of codes of one printing that are printed once more."""
    place, texts = codes[0].institution_id, [one.code for one in codes]
    _note_printing(session, "blank_codes_reprinted", place, texts, actor, now)


def put_on(
    session: Session, blank: BlankCode, device: Device, *, actor: Actor, now: datetime, today: date
) -> None:
    """Make a blank code the asset tag of a device that is there.

    Raises:
        Refused: the code is on a device already (also when two people press at once), the device
            is another institution's or was taken back, or its tag cannot change.
    """
    if device.institution_id != blank.institution_id:
        raise Refused(N_("The code belongs to another institution than the device."))
    code = Waiting(blank.id, blank.code, blank.institution_id)
    claim(session, [(code, device.id)], actor=actor, now=now)
    values = {"asset_tag": blank.code}
    change_device(session, device, values, effective=today, actor=actor, now=now, today=today)


def _free(session: Session, prefix: str, first: int, wanted: int) -> list[tuple[int, str]]:
    """The next numbers whose codes are nobody's tag, with the codes."""
    numbered = ((number, code_of(prefix, number)) for number in count(first))
    free: list[tuple[int, str]] = []
    for batch in batches(numbered, AT_ONCE):
        taken = _taken(session, [code.casefold() for _, code in batch])
        free += [one for one in batch if one[1].casefold() not in taken]
        if len(free) >= wanted:
            break
    return list(islice(free, wanted))


def _taken(session: Session, keys: Sequence[str]) -> set[str]:
    """Which of the keys are a tag or a blank code anywhere."""
    with system_scope(session, reason="a code is unique in the municipality"):
        tags = session.scalars(select(Device.tag_key).where(Device.tag_key.in_(keys))).all()
        codes = session.scalars(select(BlankCode.code_key).where(BlankCode.code_key.in_(keys)))
        return {*tags, *codes}


def _note_printing(
    session: Session,
    action: str,
    institution_id: int,
    codes: Sequence[str],
    actor: Actor,
    now: datetime,
) -> None:
    record(
        session,
        entry(
            action=action,
            subject="institution",
            subject_id=institution_id,
            label=codes[0],
            institution_id=institution_id,
            before=None,
            after={"first": codes[0], "last": codes[-1], "count": len(codes)},
            actor=actor,
            now=now,
        ),
    )

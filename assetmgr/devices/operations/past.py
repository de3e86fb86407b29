"""The periods of devices, read and written as timelines."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_delete, bulk_insert
from assetmgr.db.errors import Refused
from assetmgr.db.scope import Institutions, scope_of, system_scope
from assetmgr.devices.models import Device, DevicePeriod, DeviceTenure
from assetmgr.devices.operations.facts import COPIED
from assetmgr.devices.policy.timeline import FACTS, Moment, State, Timeline
from assetmgr.i18n.marks import N_

CHUNK: Final = 1_000

Past = tuple[Device, Timeline, Timeline]
"""A device with its past as stored and as it shall be."""


def read_timeline(session: Session, device_id: int) -> Timeline:
    """The whole past of a device that the caller may see now, also at former institutions."""
    return read_timelines(session, [device_id]).get(device_id, ())


def read_timelines(session: Session, device_ids: Sequence[int]) -> Mapping[int, Timeline]:
    """The whole pasts of devices that the caller may see now, by id; a voided one has none."""
    columns = [getattr(DevicePeriod, name) for name in FACTS]
    found: dict[int, list[Moment]] = defaultdict(list)
    with system_scope(session, reason="an owner sees where its device was"):
        for start in range(0, len(device_ids), CHUNK):
            rows = session.execute(
                select(DevicePeriod.device_id, DevicePeriod.valid_from, *columns)
                .where(DevicePeriod.device_id.in_(device_ids[start : start + CHUNK]))
                .order_by(DevicePeriod.device_id, DevicePeriod.valid_from)
            )
            for device_id, valid_from, *facts in rows:
                found[device_id].append(Moment(valid_from, State(*facts)))
    return {device_id: tuple(moments) for device_id, moments in found.items()}


def rewrite(session: Session, pasts: Sequence[Past]) -> None:
    """Store the new pasts as the periods of their devices, with the copies as they are now.

    Raises:
        Refused: one would change days at an institution outside the session's scope.
    """
    if not pasts:
        return
    for _, before, after in pasts:
        ensure_own_days(session, before, after)
    ids = [device.id for device, *_ in pasts]
    with system_scope(session, reason="the days of former owners were compared and are the same"):
        _add_tenures(session, pasts)
        bulk_delete(session, DevicePeriod, DevicePeriod.device_id.in_(ids))
        bulk_insert(session, DevicePeriod, _rows(pasts))
    for device, *_ in pasts:
        session.expire(device)


def ensure_not_voided(device: Device) -> None:
    """Check that a device was not taken back.

    Raises:
        Refused: it was.
    """
    if device.is_voided:
        raise Refused(N_("The device was taken back as a wrong entry; enter it anew."))


def ensure_own_days(session: Session, before: Timeline, after: Timeline) -> None:
    """Check that a new past leaves the days at institutions outside the scope as they were.

    Raises:
        Refused: it does not.
    """
    scope = scope_of(session)
    if isinstance(scope, Institutions) and _foreign(before, scope.ids) != _foreign(
        after, scope.ids
    ):
        raise Refused(
            N_("On that day the device was at another institution."), field="effective_on"
        )


def _foreign(timeline: Timeline, own: Collection[int]) -> list[Moment]:
    return [moment for moment in timeline if moment.state.institution_id not in own]


def _add_tenures(session: Session, pasts: Sequence[Past]) -> None:
    ids = [device.id for device, *_ in pasts]
    known = session.execute(
        select(DeviceTenure.device_id, DeviceTenure.institution_id).where(
            DeviceTenure.device_id.in_(ids)
        )
    )
    wanted = {
        (device.id, moment.state.institution_id)
        for device, _, timeline in pasts
        for moment in timeline
    }
    bulk_insert(
        session,
        DeviceTenure,
        (
            {"device_id": device_id, "institution_id": place}
            for device_id, place in sorted(wanted - {(row[0], row[1]) for row in known})
        ),
    )


def _rows(pasts: Iterable[Past]) -> list[dict[str, Any]]:
    return [
        {
            "device_id": device.id,
            "valid_from": moment.day,
            "valid_to": following.day if following else None,
            **{name: getattr(moment.state, name) for name in FACTS},
            **{name: getattr(device, name) for name in COPIED},
        }
        for device, _, timeline in pasts
        for moment, following in zip_longest(timeline, timeline[1:])
    ]

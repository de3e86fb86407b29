"""The periods of one device, read and written as a timeline."""

from itertools import zip_longest
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_delete, bulk_insert
from assetmgr.db.errors import Refused
from assetmgr.db.scope import Institutions, scope_of, system_scope
from assetmgr.devices.models import Device, DevicePeriod, DeviceTenure
from assetmgr.devices.operations.facts import COPIED
from assetmgr.devices.policy.timeline import FACTS, Moment, State, Timeline
from assetmgr.i18n.marks import N_


def read_timeline(session: Session, device_id: int) -> Timeline:
    """The whole past of a device that the caller may see now, also at former institutions."""
    columns = [getattr(DevicePeriod, name) for name in FACTS]
    with system_scope(session, reason="an owner sees where its device was"):
        rows = session.execute(
            select(DevicePeriod.valid_from, *columns)
            .where(DevicePeriod.device_id == device_id)
            .order_by(DevicePeriod.valid_from)
        ).all()
    return tuple(Moment(row[0], State(*row[1:])) for row in rows)


def rewrite(session: Session, device: Device, timeline: Timeline) -> None:
    """Store `timeline` as the periods of `device`, with its copies as they are now.

    Raises:
        Refused: it would change days at an institution outside the session's scope.
    """
    before = read_timeline(session, device.id)
    _check_scope(session, before, timeline)
    with system_scope(session, reason="the days of former owners were compared and are the same"):
        _add_tenures(session, device.id, timeline)
        bulk_delete(session, DevicePeriod, DevicePeriod.device_id == device.id)
        bulk_insert(session, DevicePeriod, _rows(device, timeline))
    session.expire(device)


def _check_scope(session: Session, before: Timeline, after: Timeline) -> None:
    scope = scope_of(session)
    if not isinstance(scope, Institutions):
        return
    foreign_before, foreign_after = (
        [moment for moment in timeline if moment.state.institution_id not in scope.ids]
        for timeline in (before, after)
    )
    if foreign_before != foreign_after:
        raise Refused(
            N_("On that day the device was at another institution."), field="effective_on"
        )


def _add_tenures(session: Session, device_id: int, timeline: Timeline) -> None:
    known = set(
        session.scalars(
            select(DeviceTenure.institution_id).where(DeviceTenure.device_id == device_id)
        )
    )
    wanted = {moment.state.institution_id for moment in timeline}
    bulk_insert(
        session,
        DeviceTenure,
        ({"device_id": device_id, "institution_id": place} for place in sorted(wanted - known)),
    )


def _rows(device: Device, timeline: Timeline) -> list[dict[str, Any]]:
    copies = {name: getattr(device, name) for name in COPIED}
    return [
        {
            "device_id": device.id,
            "valid_from": moment.day,
            "valid_to": following.day if following else None,
            **{name: getattr(moment.state, name) for name in FACTS},
            **copies,
        }
        for moment, following in zip_longest(timeline, timeline[1:])
    ]

"""Which devices get a label."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, select

from assetmgr.devices.codes import NOT_COUNTED
from assetmgr.devices.models import Device, Kind
from assetmgr.evidence.models import LastSeen, Source
from assetmgr.labeling.codes import Order, Printed


@dataclass(frozen=True, slots=True)
class Choice:
    """Which devices get a label, in which order: the named ones, or all that fit the filter.

    Of a filter come only devices that count; who names a device gets its label whatever its
    status. A device that was taken back as a wrong entry never has one.
    """

    device_ids: tuple[int, ...] = ()
    institution_id: int | None = None
    kind: str | None = None
    room_id: int | None = None
    printed: Printed | None = None
    order: Order = Order.TAG


def criteria(choice: Choice) -> Iterator[ColumnElement[bool]]:
    """What a chosen device fulfils; the statement joins Device and Kind."""
    yield Device.voided_at.is_(None)
    if choice.device_ids:
        yield Device.id.in_(choice.device_ids)
        return
    yield Device.status.not_in(sorted(NOT_COUNTED))
    if choice.institution_id is not None:
        yield Device.institution_id == choice.institution_id
    if choice.kind is not None:
        yield Kind.code == choice.kind
    if choice.room_id is not None:
        yield Device.room_id == choice.room_id
    if choice.printed is Printed.NEVER:
        yield Device.label_printed_at.is_(None)
    if choice.printed is Printed.UNSEEN:
        yield and_(Device.label_printed_at.is_not(None), ~_scanned_since())


def _scanned_since() -> ColumnElement[bool]:
    return exists(
        select(LastSeen.device_id).where(
            LastSeen.device_id == Device.id,
            LastSeen.source == Source.SCAN,
            LastSeen.seen_at >= Device.label_printed_at,
        )
    )

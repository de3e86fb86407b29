"""The devices that labels are printed for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from assetmgr.db.batches import batches
from assetmgr.devices.codes import NOT_COUNTED
from assetmgr.devices.models import Device, Kind, Manufacturer, Model
from assetmgr.devices.policy.text import comparable
from assetmgr.institutions.models import Institution

AT_ONCE: Final = 1_000
"""Devices that one statement names."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which devices get a label: the named ones, or all that fit the filter.

    Of a filter come only devices that count; who names a device gets its label whatever its
    status. A device that was taken back as a wrong entry never has one.
    """

    device_ids: tuple[int, ...] = ()
    institution_id: int | None = None
    kind: str | None = None
    room_id: int | None = None
    unprinted: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """A device with what stands on its label; `kind` names stand where there is no model."""

    id: int
    institution_id: int
    tag: str
    owner: str
    model: str | None
    name_lv: str
    name_en: str


def count_of(session: Session, choice: Choice) -> int:
    """How many devices are chosen."""
    statement = (
        select(func.count(Device.id))
        .join(Kind, Kind.id == Device.kind_id)
        .where(*_criteria(choice))
    )
    return session.scalar(statement) or 0


def picks_of(session: Session, choice: Choice, most: int | None = None) -> tuple[Pick, ...]:
    """The chosen devices by tag, at most so many."""
    return _picks(session, _picking().where(*_criteria(choice)).limit(most))


def picks_by_tag(session: Session, tags: Iterable[str]) -> dict[str, Pick]:
    """Comparable tag -> its device, for each tag that there is."""
    found: dict[str, Pick] = {}
    for keys in batches((key for tag in tags if (key := comparable(tag))), AT_ONCE):
        named = _picking().where(Device.voided_at.is_(None), Device.tag_key.in_(keys))
        found |= {comparable(pick.tag) or "": pick for pick in _picks(session, named)}
    return found


def _picking() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Device.id,
            Device.institution_id,
            Device.asset_tag,
            Institution.short_name,
            Manufacturer.name.label("maker"),
            Model.name.label("model"),
            Kind.name_lv,
            Kind.name_en,
        )
        .join(Institution, Institution.id == Device.institution_id)
        .join(Kind, Kind.id == Device.kind_id)
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .order_by(Device.tag_key, Device.id)
    )


def _picks(session: Session, statement: Select[*tuple[Any, ...]]) -> tuple[Pick, ...]:
    return tuple(
        Pick(
            row.id,
            row.institution_id,
            row.asset_tag,
            row.short_name,
            f"{row.maker} {row.model}" if row.model else None,
            row.name_lv,
            row.name_en,
        )
        for row in session.execute(statement)
    )


def _criteria(choice: Choice) -> Iterator[ColumnElement[bool]]:
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
    if choice.unprinted:
        yield Device.label_printed_at.is_(None)

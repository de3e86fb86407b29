"""The kinds of device, for choices and names."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Kind


@dataclass(frozen=True, slots=True)
class NamedKind:
    """A kind with its names; `life_years` is the useful life of its devices."""

    id: int
    code: str
    name_lv: str
    name_en: str
    life_years: int


def kinds(session: Session) -> tuple[NamedKind, ...]:
    """Every kind, in the order in which people expect them."""
    rows = session.execute(
        select(Kind.id, Kind.code, Kind.name_lv, Kind.name_en, Kind.life_years).order_by(
            Kind.position
        )
    )
    return tuple(NamedKind(*row) for row in rows)

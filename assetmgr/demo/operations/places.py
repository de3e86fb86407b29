"""Institutions, their places, and what they told of themselves."""

from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_insert, bulk_insert_returning
from assetmgr.demo.rows import Plan, PlannedBuilding, PlannedRoom
from assetmgr.devices.models import Kind
from assetmgr.institutions.codes import Audience, InstitutionType, RoomUse
from assetmgr.institutions.models import (
    Building,
    Headcount,
    Institution,
    Room,
    Site,
    StatedNeed,
    ToldFact,
)


@dataclass(frozen=True, slots=True)
class Places:
    """Ids by the names that the plan uses."""

    institutions: dict[str, int] = field(default_factory=dict)
    sites: dict[tuple[str, str], int] = field(default_factory=dict)
    rooms: dict[tuple[str, str], int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)

    def site(self, institution: str, name: str) -> int | None:
        """The site's id; None where the whole institution is meant."""
        return self.sites[institution, name] if name else None


def load_places(session: Session, plan: Plan) -> Places:
    """Write institutions, sites, buildings and rooms."""
    places = Places(kinds={kind.code: kind.id for kind in session.scalars(select(Kind))})
    rows: list[dict[str, Any]] = [
        {**asdict(one), "type": InstitutionType(one.type)} for one in plan.institutions
    ]
    ids = bulk_insert_returning(session, Institution, rows, Institution.id)
    places.institutions.update(zip((one.code for one in plan.institutions), ids, strict=True))
    rows = [
        {"institution_id": places.institutions[one.institution], "name": one.name}
        for one in plan.sites
    ]
    ids = bulk_insert_returning(session, Site, rows, Site.id)
    places.sites.update(zip(((s.institution, s.name) for s in plan.sites), ids, strict=True))
    buildings = _load_buildings(session, plan.buildings, places)
    _load_rooms(session, plan.rooms, places, buildings)
    return places


def _load_buildings(
    session: Session, planned: tuple[PlannedBuilding, ...], places: Places
) -> dict[tuple[str, str, str], int]:
    rows = [
        {
            "institution_id": places.institutions[one.institution],
            "site_id": places.site(one.institution, one.site),
            "name": one.name,
            "floors": one.floors,
            "teaching": one.teaching,
        }
        for one in planned
    ]
    ids = bulk_insert_returning(session, Building, rows, Building.id)
    return dict(zip(((b.institution, b.site, b.name) for b in planned), ids, strict=True))


def _load_rooms(
    session: Session,
    planned: tuple[PlannedRoom, ...],
    places: Places,
    buildings: dict[tuple[str, str, str], int],
) -> None:
    rows = [
        {
            "institution_id": places.institutions[one.institution],
            "site_id": places.site(one.institution, one.site),
            "building_id": buildings[one.institution, one.site, one.building],
            "floor": one.floor,
            "name": one.name,
            "use": RoomUse(one.use),
        }
        for one in planned
    ]
    ids = bulk_insert_returning(session, Room, rows, Room.id)
    places.rooms.update(zip(((r.institution, r.name) for r in planned), ids, strict=True))


def load_told(session: Session, plan: Plan, places: Places) -> None:
    """Write headcounts, stated needs and the figures without a headcount column."""
    bulk_insert(session, Headcount, (_owned(asdict(one), places) for one in plan.headcounts))
    bulk_insert(
        session,
        StatedNeed,
        (
            {
                **_owned(asdict(one), places),
                "audience": Audience(one.audience),
                "kind_id": places.kinds[one.kind],
            }
            for one in plan.needs
        ),
    )
    bulk_insert(session, ToldFact, (_owned(asdict(one), places) for one in plan.facts))


def _owned(row: dict[str, Any], places: Places) -> dict[str, Any]:
    """The row with ids for its institution's code and its site's name (where it names one)."""
    institution = row.pop("institution")
    row["institution_id"] = places.institutions[institution]
    if "site" in row:
        row["site_id"] = places.site(institution, row.pop("site"))
    row.pop("kind", None)
    return row

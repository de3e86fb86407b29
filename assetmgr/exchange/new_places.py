"""Writing the sites and rooms that a file brings in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.exchange.places import NewRoom, NewSite
from assetmgr.institutions.operations import add_rooms, add_sites


def make_places(
    session: Session,
    sites: Sequence[NewSite],
    rooms: Sequence[NewRoom],
    *,
    actor: Actor,
    now: datetime,
) -> dict[NewSite | NewRoom, int]:
    """Write new sites and rooms; the id of each."""
    wanted = [{"institution_id": site.institution_id, "name": site.name} for site in sites]
    made: dict[NewSite | NewRoom, int] = dict(
        zip(sites, add_sites(session, wanted, actor=actor, now=now), strict=True)
    )
    rows = [
        {
            "institution_id": room.institution_id,
            "site_id": room.site if isinstance(room.site, int) else made[room.site],
            "name": room.name,
        }
        for room in rooms
    ]
    made.update(zip(rooms, add_rooms(session, rows, actor=actor, now=now), strict=True))
    return made

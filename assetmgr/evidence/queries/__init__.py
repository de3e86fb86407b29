"""Reading when devices were last seen."""

from assetmgr.evidence.queries.newest import Sighting, newest_of, scanned_since, sightings
from assetmgr.evidence.queries.places import RoomCount, unseen_by_institution, unseen_by_room
from assetmgr.evidence.queries.unseen import (
    UnseenDevice,
    UnseenPage,
    Wanted,
    cursor_of,
    not_seen_since,
    unseen_page,
)

__all__ = [
    "RoomCount",
    "Sighting",
    "UnseenDevice",
    "UnseenPage",
    "Wanted",
    "cursor_of",
    "newest_of",
    "not_seen_since",
    "scanned_since",
    "sightings",
    "unseen_by_institution",
    "unseen_by_room",
    "unseen_page",
]

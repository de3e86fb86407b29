"""Writing institutions, their places and what they tell of themselves."""

from assetmgr.institutions.operations.editing import (
    add_room,
    correct_headcount,
    correct_room,
    tell_headcount,
)
from assetmgr.institutions.operations.rows import (
    add_headcounts,
    add_institutions,
    add_rooms,
    add_sites,
    change_headcount,
    change_institution,
)

__all__ = [
    "add_headcounts",
    "add_institutions",
    "add_room",
    "add_rooms",
    "add_sites",
    "change_headcount",
    "change_institution",
    "correct_headcount",
    "correct_room",
    "tell_headcount",
]

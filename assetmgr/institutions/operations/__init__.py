"""Writing institutions, their places and what they tell of themselves."""

from assetmgr.institutions.operations.buildings import (
    add_building,
    correct_building,
    remove_building,
)
from assetmgr.institutions.operations.headcounts import save_headcount
from assetmgr.institutions.operations.needs import save_needs
from assetmgr.institutions.operations.rooms import save_room
from assetmgr.institutions.operations.rows import (
    add_headcounts,
    add_institutions,
    add_rooms,
    add_sites,
    change_headcount,
    change_institution,
)

__all__ = [
    "add_building",
    "add_headcounts",
    "add_institutions",
    "add_rooms",
    "add_sites",
    "change_headcount",
    "change_institution",
    "correct_building",
    "remove_building",
    "save_headcount",
    "save_needs",
    "save_room",
]

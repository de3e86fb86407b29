"""Institutions, places, headcounts and stated needs as tables."""

from assetmgr.institutions.models.fact import ToldFact
from assetmgr.institutions.models.headcount import HEADCOUNT_COLUMNS, Headcount
from assetmgr.institutions.models.institution import Institution
from assetmgr.institutions.models.need import StatedNeed
from assetmgr.institutions.models.place import Building, Room, Site

__all__ = [
    "HEADCOUNT_COLUMNS",
    "Building",
    "Headcount",
    "Institution",
    "Room",
    "Site",
    "StatedNeed",
    "ToldFact",
]

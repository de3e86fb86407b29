"""Forms of an institution: its contact, what it tells of itself, its buildings and rooms."""

from assetmgr.institutions.forms.contact import ContactForm
from assetmgr.institutions.forms.headcount import HeadcountForm
from assetmgr.institutions.forms.needs import NeedsForm
from assetmgr.institutions.forms.places import BuildingForm, RoomForm

__all__ = ["BuildingForm", "ContactForm", "HeadcountForm", "NeedsForm", "RoomForm"]

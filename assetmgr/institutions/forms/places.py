"""Where things stand: buildings and rooms."""

from collections.abc import Sequence

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from assetmgr.institutions.codes import RoomUse
from assetmgr.institutions.fields import called, chosen, key, whole
from assetmgr.institutions.forms.columns import ColumnsForm
from assetmgr.institutions.queries.profile import BuildingRow, SiteRow
from assetmgr.web.words import ROOM_USE_NAMES


class BuildingForm(ColumnsForm):
    """A building of a site: what it is called, its floors, what it is for."""

    columns = ("name", "floors", "teaching")

    name = called(_("Name or number"), _("Write how the building is called."))
    floors = whole(
        _("Floors"), least=1, most=50, missing=_("Write how many floors the building has.")
    )
    teaching = BooleanField(_("Lessons are held here"), default=True)


class RoomForm(ColumnsForm):
    """A room: where it is, what it is called and used for."""

    columns = ("site_id", "building_id", "floor", "name", "use")

    name = called(_("Name or number"), _("Write how the room is called."))
    use = chosen(_("Use"), coerce=RoomUse)
    site_id = key(_("Site"))
    building_id = key(_("Building"))
    floor = whole(_("Floor"), least=-5, most=50)

    def offer(self, sites: Sequence[SiteRow]) -> None:
        """Let the institution's sites and buildings, and every use, be chosen."""
        self.use.choices = [(use.value, text) for use, text in ROOM_USE_NAMES.items()]
        self.site_id.choices = [(str(site.id), site.name) for site in sites]
        self.building_id.choices = [("", gettext("not told"))] + [
            (str(one.id), _building(one) if len(sites) == 1 else f"{site.name}: {_building(one)}")
            for site in sites
            for one in site.buildings
        ]


def _building(one: BuildingRow) -> str:
    return f"{one.name} ({ngettext('%(num)s floor', '%(num)s floors', one.floors)})"

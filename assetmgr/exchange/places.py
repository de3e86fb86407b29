"""The sites and rooms that rows name: those there are, and those that a file brings in."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.exchange.cells import line, word_key
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import Room, Site

_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class NewSite:
    """A site that does not exist yet."""

    institution_id: int
    name: str


@dataclass(frozen=True, slots=True)
class NewRoom:
    """A room that does not exist yet, at a site which may not either."""

    institution_id: int
    site: int | NewSite
    name: str


SiteRef = int | NewSite
RoomRef = int | NewRoom


@dataclass(frozen=True, slots=True)
class RoomNow:
    """A room as it is: its id, its site's id and both names."""

    id: int
    site_id: int
    name: str
    site: str


class Places:
    """Finds sites and rooms by name without case, and remembers which are new.

    Exact spelling goes before one that differs in case or spaces only.
    """

    def __init__(self, sites: Iterable[Any], rooms: Iterable[Any]) -> None:
        """Take rows with the id, institution_id and name of sites; of rooms the site_id too."""
        self.new_sites: list[NewSite] = []
        self.new_rooms: list[NewRoom] = []
        self.rooms: dict[int, RoomNow] = {}
        self._site_names: dict[int, str] = {}
        self._sites: dict[int, dict[str, SiteRef]] = defaultdict(dict)
        self._rooms: dict[SiteRef, dict[str, RoomRef]] = defaultdict(dict)
        for site in sites:
            self._site_names[site.id] = site.name
            _index(self._sites[site.institution_id], site.name, site.id)
        for room in rooms:
            self.rooms[room.id] = RoomNow(
                room.id, room.site_id, room.name, self._site_names[room.site_id]
            )
            _index(self._rooms[room.site_id], room.name, room.id)

    def sites_of(self, institution_id: int) -> list[SiteRef]:
        """The sites of an institution, new ones included."""
        return list(dict.fromkeys(self._sites[institution_id].values()))

    def site(self, institution_id: int, name: str) -> SiteRef:
        """The site of this name, new where there is none.

        Raises:
            Refused: the name is too long.
        """
        known = self._sites[institution_id]
        found = known.get(name) or known.get(word_key(name))
        if found is None:
            found = NewSite(institution_id, line(name, limit=_NAME))
            _index(known, found.name, found)
            self.new_sites.append(found)
        return found

    def room(self, institution_id: int, site: SiteRef, name: str) -> RoomRef:
        """The room of this name at a site, new where there is none.

        Raises:
            Refused: the name is too long.
        """
        known = self._rooms[site]
        found = known.get(name) or known.get(word_key(name))
        if found is None:
            found = NewRoom(institution_id, site, line(name, limit=_NAME))
            _index(known, found.name, found)
            self.new_rooms.append(found)
        return found

    def site_of_room(self, institution_id: int, institution_name: str, room: str) -> SiteRef:
        """The site that a row means which names a room alone: the only one, or the room's.

        An institution without a site gets one that bears its own name.

        Raises:
            Refused: there are several sites, and not exactly one has a room of this name.
        """
        sites = self.sites_of(institution_id)
        if not sites:
            return self.site(institution_id, institution_name)
        if len(sites) == 1:
            return sites[0]
        having = [site for site in sites if self._has_room(site, room)]
        if len(having) != 1:
            raise Refused(
                N_("The institution has several sites: name the one of the room."), field="site"
            )
        return having[0]

    def _has_room(self, site: SiteRef, name: str) -> bool:
        known = self._rooms[site]
        return isinstance(known.get(name) or known.get(word_key(name)), int)


def read_places(session: Session) -> Places:
    """The sites and rooms within the scope, in two statements."""
    return Places(
        session.execute(select(Site.id, Site.institution_id, Site.name)),
        session.execute(select(Room.id, Room.site_id, Room.name)),
    )


def _index(known: dict[str, Any], name: str, ref: Any) -> None:
    known[name] = ref
    known.setdefault(word_key(name), ref)

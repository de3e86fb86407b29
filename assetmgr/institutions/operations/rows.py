"""Writing institutions, their places and headcounts, many at a time or one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.institutions.codes import RoomUse
from assetmgr.institutions.models import HEADCOUNT_COLUMNS, Headcount, Institution, Room, Site
from assetmgr.institutions.operations.audited import Subject, Values, add, change

ROOM: Final = Subject(Room, "room", "name")
_INSTITUTION: Final = Subject(Institution, "institution", "code", owner="id")
_SITE: Final = Subject(Site, "site", "name")
_HEADCOUNT: Final = Subject(Headcount, "headcount", "as_of")


def add_institutions(
    session: Session, many: Sequence[Values], *, actor: Actor, now: datetime
) -> list[int]:
    """Add institutions (code, name, short_name, type of each); their ids in order.

    Raises:
        Refused: a code is taken.
    """
    return add(session, _INSTITUTION, many, actor=actor, now=now)


def add_sites(
    session: Session, many: Sequence[Values], *, actor: Actor, now: datetime
) -> list[int]:
    """Add sites (institution_id, name of each); their ids in order."""
    return add(session, _SITE, many, actor=actor, now=now)


def add_rooms(
    session: Session, many: Sequence[Values], *, actor: Actor, now: datetime
) -> list[int]:
    """Add rooms (institution_id, site_id, name, and `use` where known); their ids in order.

    Raises:
        Refused: the site has a room of that name.
    """
    rows = [{"use": RoomUse.OTHER, **room} for room in many]
    return add(session, ROOM, rows, actor=actor, now=now)


def add_headcounts(
    session: Session, many: Sequence[Values], *, actor: Actor, now: datetime
) -> list[int]:
    """Add headcounts (institution_id, site_id, as_of, told columns); a column not told is blank.

    Raises:
        Refused: there is one of that day already.
    """
    blank = dict.fromkeys(("site_id", *HEADCOUNT_COLUMNS))
    rows = [{**blank, **told} for told in many]
    return add(session, _HEADCOUNT, rows, actor=actor, now=now)


def change_institution(
    session: Session, institution: Institution, values: Values, *, actor: Actor, now: datetime
) -> bool:
    """Set columns of an institution; whether anything changed."""
    return change(session, _INSTITUTION, institution, values, actor=actor, now=now)


def change_headcount(
    session: Session, headcount: Headcount, values: Values, *, actor: Actor, now: datetime
) -> bool:
    """Set columns of a headcount; whether anything changed.

    Raises:
        Refused: there is one of that day already.
    """
    return change(session, _HEADCOUNT, headcount, values, actor=actor, now=now)

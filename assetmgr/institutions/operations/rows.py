"""Writing institutions, their places and headcounts; every change leaves an audit entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record, record_all
from assetmgr.db.bulk import bulk_insert_returning
from assetmgr.db.errors import refusing
from assetmgr.institutions.codes import RoomUse
from assetmgr.institutions.models import HEADCOUNT_COLUMNS, Headcount, Institution, Room, Site

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Subject:
    """What the audit trail needs to know of a table."""

    model: type[Any]
    name: str
    label: str
    owner: str = "institution_id"


_INSTITUTION = _Subject(Institution, "institution", "code", owner="id")
_SITE = _Subject(Site, "site", "name")
_ROOM = _Subject(Room, "room", "name")
_HEADCOUNT = _Subject(Headcount, "headcount", "as_of")


def add_institutions(
    session: Session, many: Sequence[Values], *, actor: Actor, now: datetime
) -> list[int]:
    """Add institutions (code, name, short_name, type of each); their ids in order.

    Raises:
        Refused: a code is taken.
    """
    return _add(session, _INSTITUTION, many, actor, now)


def add_sites(
    session: Session, many: Sequence[Values], *, actor: Actor, now: datetime
) -> list[int]:
    """Add sites (institution_id, name of each); their ids in order."""
    return _add(session, _SITE, many, actor, now)


def add_rooms(
    session: Session, many: Sequence[Values], *, actor: Actor, now: datetime
) -> list[int]:
    """Add rooms (institution_id, site_id, name, and `use` where known); their ids in order.

    Raises:
        Refused: the site has a room of that name.
    """
    rows = [{"use": RoomUse.OTHER, **room} for room in many]
    return _add(session, _ROOM, rows, actor, now)


def add_headcounts(
    session: Session, many: Sequence[Values], *, actor: Actor, now: datetime
) -> list[int]:
    """Add headcounts (institution_id, site_id, as_of, told columns); a column not told is blank.

    Raises:
        Refused: there is one of that day already.
    """
    blank = dict.fromkeys(("site_id", *HEADCOUNT_COLUMNS))
    return _add(session, _HEADCOUNT, [{**blank, **told} for told in many], actor, now)


def change_institution(
    session: Session, institution: Institution, values: Values, *, actor: Actor, now: datetime
) -> bool:
    """Set columns of an institution; whether anything changed."""
    return _change(session, _INSTITUTION, institution, values, actor, now)


def change_room(
    session: Session, room: Room, values: Values, *, actor: Actor, now: datetime
) -> bool:
    """Set columns of a room; whether anything changed.

    Raises:
        Refused: the site has a room of that name.
    """
    return _change(session, _ROOM, room, values, actor, now)


def change_headcount(
    session: Session, headcount: Headcount, values: Values, *, actor: Actor, now: datetime
) -> bool:
    """Set columns of a headcount; whether anything changed."""
    return _change(session, _HEADCOUNT, headcount, values, actor, now)


def _add(
    session: Session, subject: _Subject, rows: Sequence[Values], actor: Actor, now: datetime
) -> list[int]:
    if not rows:
        return []
    with refusing():
        ids = bulk_insert_returning(session, subject.model, rows, subject.model.id)
    record_all(
        session,
        (
            _entry("created", subject, {**row, "id": key}, None, _told(row), actor, now)
            for key, row in zip(ids, rows, strict=True)
        ),
    )
    return ids


def _change(
    session: Session, subject: _Subject, one: Any, values: Values, actor: Actor, now: datetime
) -> bool:
    changed = {name: value for name, value in values.items() if getattr(one, name) != value}
    if not changed:
        return False
    before = {name: getattr(one, name) for name in changed}
    for name, value in changed.items():
        setattr(one, name, value)
    known = {name: getattr(one, name) for name in ("id", subject.owner, subject.label)}
    record(session, _entry("changed", subject, known, before, changed, actor, now))
    with refusing():
        session.flush()
    return True


def _entry(
    action: str,
    subject: _Subject,
    known: Values,
    before: Values | None,
    after: Values,
    actor: Actor,
    now: datetime,
) -> dict[str, Any]:
    return entry(
        action=action,
        subject=subject.name,
        subject_id=known["id"],
        label=str(known[subject.label]),
        institution_id=known[subject.owner],
        before=before,
        after=after,
        actor=actor,
        now=now,
    )


def _told(row: Values) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}

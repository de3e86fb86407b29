"""Codes are read: what each means, and that its device was seen."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.evidence.models import Source
from assetmgr.evidence.operations import saw
from assetmgr.extensions import db
from assetmgr.scanning.codes import Meaning
from assetmgr.scanning.forms import ReadForm
from assetmgr.scanning.queries import (
    Place,
    Reading,
    place_of,
    readings,
    room_called,
)
from assetmgr.scanning.routes.blueprint import answer, now, pages
from assetmgr.scanning.visit import remember
from assetmgr.web.access import requires
from assetmgr.web.addresses import LARGEST_KEY
from assetmgr.web.institution_in_view import in_view


@pages.post("/read")
@requires(Permission.COUNT)
def read() -> ResponseReturnValue:
    """Say what codes mean, in the order in which they came; a room's code sets the place."""
    form = ReadForm()
    codes = form.codes()
    if not codes:
        place = place_of(db.session(), form.room_id() or 0)
        return answer(place, error=gettext("Scan or type a code first.")), 422
    return answer_of(codes, form.room_id())


def answer_of(codes: Sequence[str], room_id: int | None) -> str:
    """Read codes at a place, and show what they mean."""
    found = readings(db.session(), codes)
    if len(found) == 1 and found[0].meaning is Meaning.UNKNOWN:
        found = (_as_room(found[0], room_id),)
    place, told = _placed(found, room_id)
    at = now()
    _note(told, at)
    return answer(place, told, remember(told, at))


def _as_room(one: Reading, room_id: int | None) -> Reading:
    """A typed text that no device has may name a room of the institution in view."""
    here = place_of(db.session(), room_id) if room_id else in_view()
    if here is None:
        return one
    institution_id = here.institution_id if isinstance(here, Place) else here.id
    called = room_called(db.session(), institution_id, one.code)
    return one if called is None else replace(one, meaning=Meaning.ROOM, room_id=called)


def _placed(
    found: Sequence[Reading], room_id: int | None
) -> tuple[Place | None, tuple[Reading, ...]]:
    """The place that the last room's label sets, or the one before; and what is left to tell."""
    labels = [one for one in found if one.meaning is Meaning.ROOM]
    others = tuple(one for one in found if one.meaning is not Meaning.ROOM)
    if labels:
        place = place_of(db.session(), min(labels[-1].room_id or 0, LARGEST_KEY))
        if place is not None:
            return place, (labels[-1], *others)
        others = (replace(labels[-1], meaning=Meaning.UNKNOWN), *others)
    return place_of(db.session(), room_id) if room_id else None, others


def _note(found: Iterable[Reading], at: datetime) -> None:
    """Keep that the devices were seen."""
    saw(
        db.session(),
        Source.SCAN,
        (
            (one.device_id, one.institution_id, at)
            for one in found
            if one.device_id is not None and one.institution_id is not None
        ),
    )

"""The small count of a preschool: one page, no phones, no commission."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.devices.queries import NamedKind, kinds
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.inventory.forms.small import TICK_WORDS, Answer, answers, ticks
from assetmgr.inventory.operations.ticking import count_by_ticks
from assetmgr.inventory.pictures import kind_icon
from assetmgr.inventory.policy.scope import Scope
from assetmgr.inventory.queries.small import (
    MOST,
    Place,
    Tile,
    counts_by_kind,
    places_of,
    tiles_of,
)
from assetmgr.inventory.routes.blueprint import pages
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.errors import translated
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import acting
from assetmgr.web.words import kind_name

USUAL: Final = "tablet"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is about: a kind and, where the institution has many of it, a room.

    `places` are all rooms that have the kind, none where all devices fit one page.
    """

    kind: NamedKind
    counts: Mapping[int, int]
    room_id: int | None = None
    places: Sequence[Place] = ()

    @property
    def choices(self) -> Sequence[Place]:
        """The rooms that are counted on a page."""
        return [one for one in self.places if one.fits]

    @property
    def too_full(self) -> Sequence[Place]:
        """The rooms with more devices than a page holds."""
        return [one for one in self.places if not one.fits]

    @property
    def scope(self) -> Scope:
        """The same for the stocktake."""
        rooms = () if self.room_id is None else (self.room_id,)
        return Scope(room_ids=rooms, kinds=(self.kind.code,))


@pages.route("/small", methods=["GET", "POST"])
@requires(Permission.COUNT)
def small() -> ResponseReturnValue:
    """Tick off each device, and tell LIP IT what is missing or damaged."""
    place = in_view()
    if place is None:
        return render_template("inventory/where.html", what=gettext("Small count"), places=mine())
    known = kinds(db.session())
    asked = _asked(place, known)
    if asked is None:
        return render_template("inventory/small_empty.html", place=place)
    told = answers(request.form, _tiles(place, asked))
    said = ""
    if request.method == "POST":
        stocktake_id, said = _told(place, asked, told)
        if stocktake_id is not None:
            return redirect(url_for(".show", stocktake_id=stocktake_id))
    page = _page(place, asked, told, known, said)
    return page, 422 if said else 200


def _asked(place: Named, known: Sequence[NamedKind]) -> Asked | None:
    """What is asked for, else tablets, else what there is most of; None where nothing counts."""
    counts = counts_by_kind(db.session(), place.id)
    there = {kind.code: kind for kind in known if kind.id in counts}
    if not there:
        return None
    usual = max(there.values(), key=lambda kind: (kind.code == USUAL, counts[kind.id]))
    kind = there.get(request.args.get("kind", ""), usual)
    if counts[kind.id] <= MOST:
        return Asked(kind, counts)
    places = places_of(db.session(), place.id, kind.id)
    fitting = [one.room_id for one in places if one.fits]
    told = request.args.get("room", "")
    chosen = next((one for one in fitting if str(one) == told), next(iter(fitting), None))
    return Asked(kind, counts, chosen, places)


def _tiles(place: Named, asked: Asked) -> Sequence[Tile]:
    if asked.places and not asked.choices:
        return ()
    return tiles_of(db.session(), place.id, asked.kind.id, asked.room_id)


def _told(place: Named, asked: Asked, told: Sequence[Answer]) -> tuple[int | None, str]:
    """The stocktake that was made of the ticks, or why none was."""
    if any(one.tick is None for one in told):
        return None, gettext("Nothing was sent yet: some devices are not ticked.")
    try:
        stocktake = count_by_ticks(
            db.session(),
            place.id,
            ticks(told),
            title=gettext("Small count: %(kind)s", kind=kind_name(asked.kind)),
            scope=asked.scope,
            today=today(),
            **acting(),
        )
    except Refused as refused:
        return None, translated(refused)
    return stocktake.id, ""


def _page(
    place: Named, asked: Asked, told: Sequence[Answer], known: Sequence[NamedKind], said: str
) -> str:
    rooms = [
        (room, list(some)) for room, some in groupby(told, key=lambda answer: answer.tile.room)
    ]
    return render_template(
        "inventory/small.html",
        place=place,
        asked=asked,
        kinds=[kind for kind in known if kind.id in asked.counts],
        rooms=rooms,
        most=MOST,
        count=len(told),
        unticked=[one.tile for one in told if one.tick is None],
        said=said,
        icon_name=kind_icon(asked.kind.code),
        words=TICK_WORDS,
    )

"""All stocktakes within reach: open ones with their progress, rounds, closed ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.institutions.codes import InstitutionType
from assetmgr.inventory.codes import StocktakeStatus
from assetmgr.inventory.pictures import round_picture
from assetmgr.inventory.queries.listing import StocktakeRow, Wanted, stocktakes
from assetmgr.inventory.queries.noticed import noticed
from assetmgr.inventory.queries.rounds import due_days, round_or_none, rounds
from assetmgr.inventory.queries.told_to_it import troubles as told_troubles
from assetmgr.inventory.routes.blueprint import pages
from assetmgr.inventory.showing.progress import Progress
from assetmgr.web.access import requires
from assetmgr.web.addresses import key_of
from assetmgr.web.clock import today
from assetmgr.web.institution_in_view import in_view
from assetmgr.web.signed_in import me

MOST_OPEN: Final = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A stocktake with how much was scanned that is not on its list."""

    row: StocktakeRow
    unexpected: int

    @property
    def progress(self) -> Progress:
        """Its bar: where a device was found makes no difference here."""
        return Progress(self.row.expected, self.row.found, 0)


@pages.get("/")
@requires(Permission.REGISTER_READ)
def listing() -> ResponseReturnValue:
    """Open ones first, then the municipality's rounds, then fifty closed ones at a time."""
    place = in_view()
    ids = [place.id] if place else None
    all_rounds = rounds(db.session()) if place is None and me().is_municipal else ()
    of_rounds = {one.id for one in all_rounds}
    wanted = Wanted(ids, StocktakeStatus.OPEN, outside_rounds=of_rounds)
    open_rows, _more = stocktakes(db.session(), wanted, MOST_OPEN)
    before = key_of(request.args.get("before", ""))
    closed, more = stocktakes(db.session(), Wanted(ids, StocktakeStatus.CLOSED, before_id=before))
    return render_template(
        "inventory/listing.html",
        place=place,
        open_rows=_rows(open_rows),
        rounds=all_rounds,
        closed=closed,
        older=_address(before=closed[-1].head.id) if more else "",
        newest=_address() if before else "",
        due=due_days(db.session(), {row.head.round_id for row in open_rows if row.head.round_id}),
        today=today(),
        is_preschool=place is not None and place.type is InstitutionType.PRESCHOOL,
    )


@pages.get("/rounds/<int:round_id>")
@requires(Permission.REGISTER_READ)
def show_round(round_id: int) -> ResponseReturnValue:
    """The institutions of a round, and how far each is; opened in place, or as a page."""
    if not me().is_municipal:
        abort(404)
    found = round_or_none(db.session(), round_id) or abort(404)
    rows, _more = stocktakes(db.session(), Wanted(round_id=round_id), MOST_OPEN)
    context: dict[str, Any] = {
        "round": found,
        "rows": sorted(
            _rows(rows), key=lambda one: (not one.row.head.is_open, one.row.head.short_name)
        ),
        "picture": round_picture(rows),
        "today": today(),
    }
    part = "HX-Request" in request.headers
    return render_template(f"inventory/{'_round' if part else 'round'}.html", **context)


@pages.get("/troubles")
@requires(Permission.REGISTER_READ)
def troubles() -> ResponseReturnValue:
    """What small counts told missing or damaged, until somebody does something about it."""
    place = in_view()
    found = told_troubles(db.session(), place.id if place else None)
    return render_template("inventory/troubles.html", troubles=found, place=place)


def _rows(found: Sequence[StocktakeRow]) -> list[Row]:
    counts = noticed(db.session(), [row.head.id for row in found])
    return [Row(row, counts.get(row.head.id, 0)) for row in found]


def _address(**changes: Any) -> str:
    institution = request.args.get("institution")
    address: str = url_for(".listing", institution=institution, **changes)
    return address

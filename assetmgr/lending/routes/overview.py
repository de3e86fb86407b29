"""How lending stands: for a school what to do next, for the municipality its institutions."""

from datetime import date

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.demo.queries import is_demo
from assetmgr.extensions import db
from assetmgr.lending.pictures import history, standing
from assetmgr.lending.queries.figures import figures, lent_by_kind
from assetmgr.lending.queries.unused import kept_counts, unused_counts
from assetmgr.lending.routes.blueprint import ids, pages, places, way
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.download import attachment
from assetmgr.web.institution_in_view import in_view


@pages.get("/lending/")
@requires(Permission.LENDING_READ)
def overview() -> ResponseReturnValue:
    """Lent, waiting, overdue, damaged, lent for long and unused devices, in counts."""
    idle, counted_on = _unused()
    lines = _lines(idle)
    total = standing.together(lines)
    days = history.month_ends(today())
    kinds = lent_by_kind(db.session(), ids(), days) if ids() else ()
    return render_template(
        "lending/overview.html",
        place=in_view(),
        as_of=today(),
        stats=standing.stats(total, _ways(), counted_on),
        steps=standing.steps(total, _ways()) if in_view() else (),
        lines=standing.shown(lines) if in_view() is None else (),
        total=total,
        figure=history.by_month(days, kinds),
        hand_out=way("loans.hand_out", Permission.LEND),
        unused=way("lending.unused", Permission.LEND),
        is_demo=is_demo(db.session()),
    )


@pages.get("/lending/figures.<file_format>")
@requires(Permission.LENDING_READ)
def figures_file(file_format: str) -> Response:
    """The table by institution as a file: csv or xlsx."""
    return attachment(standing.sheet(_lines(_counted())), file_format)


def _unused() -> tuple[dict[int, int], date | None]:
    """Unused devices by institution; and the day of the figures, where it may not be today."""
    kept = kept_counts(db.session(), ids()) if in_view() is None else None
    return kept or (_counted(), None)


def _counted() -> dict[int, int]:
    return unused_counts(db.session(), ids(), today())


def _lines(idle: dict[int, int]) -> list[standing.Line]:
    found = figures(db.session(), ids(), today())
    return [standing.Line(place, found[place.id], idle[place.id]) for place in places()]


def _ways() -> standing.Ways:
    return standing.Ways(
        lent=way("loans.listing", Permission.LEND),
        waiting=way("requests.desk", Permission.LEND),
        overdue=way("loans.overdue", Permission.LEND),
        damaged=way("loans.cases", Permission.LEND),
        long=way("loans.listing", Permission.LEND, which="long"),
        unused=way("lending.unused", Permission.LEND),
    )

"""What can be borrowed now, for a wall."""

from datetime import UTC, datetime

from flask import current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.extensions import config_of, db
from assetmgr.lending.queries.available import Available, available
from assetmgr.lending.routes.blueprint import ids, pages, places
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.institution_in_view import in_view


@pages.get("/lending/board")
@requires(Permission.LENDING_READ)
def board() -> ResponseReturnValue:
    """What each school can lend, by kind, for pupils and for teachers."""
    found = available(db.session(), ids(), today())
    place = in_view()
    return render_template(
        "lending/board.html",
        place=place,
        now=datetime.now(UTC),
        offers=[(one, found[one.id]) for one in places() if place or offers_any(found[one.id])],
        public_address=public_address(place.code) if place else "",
    )


def offers_any(kinds: tuple[Available, ...]) -> bool:
    """Whether there is anything to lend, or anybody who waits."""
    return any(kind.pupils or kind.teachers or kind.waiting for kind in kinds)


def public_address(code: str) -> str:
    """The whole address of an institution's public page."""
    return config_of(current_app).base_url + url_for("lending.public", school=code)

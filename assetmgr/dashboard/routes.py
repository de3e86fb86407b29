"""The first page, and the devices behind a line of its morning list."""

from datetime import UTC, datetime

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.dashboard.home import home as made_home
from assetmgr.dashboard.morning import matter_text
from assetmgr.dashboard.queries.attention import Matter, Moment, criterion
from assetmgr.demo.queries import is_demo
from assetmgr.devices.models import DevicePeriod
from assetmgr.devices.queries.kinds import kinds
from assetmgr.extensions import db
from assetmgr.indicators.queries.held import cursor_of, held_page
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.institution_in_view import in_view, mine

pages = Blueprint("dashboard", __name__, url_prefix="/dashboard")


@pages.get("/")
@requires(Permission.REGISTER_READ)
def home() -> ResponseReturnValue:
    """What needs someone, how things stand, what falls due."""
    return render_template(
        "dashboard/home.html",
        home=made_home(today()),
        place=in_view(),
        as_of=today(),
        is_demo=is_demo(db.session()),
    )


@pages.get("/attention/<matter>")
@requires(Permission.REGISTER_READ)
def attention(matter: str) -> ResponseReturnValue:
    """The devices with one matter."""
    if matter not in set(Matter):
        abort(404)
    place = in_view()
    places = (place,) if place else mine()
    page = held_page(
        db.session(),
        today(),
        criterion(Matter(matter), Moment(today(), datetime.now(UTC))),
        DevicePeriod.institution_id.in_([one.id for one in places]),
        cursor=cursor_of(request.args.get("after", ""), request.args.get("before", "")),
    )
    return render_template(
        "dashboard/attention.html",
        page=page,
        matter=matter,
        title=matter_text(Matter(matter), 2),
        kinds={kind.id: kind for kind in kinds(db.session())},
        institutions={one.id: one.short_name for one in mine()},
        place=place,
    )

"""Pages of the replacement forecast."""

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.demo.queries import is_demo
from assetmgr.devices.models import DevicePeriod
from assetmgr.devices.queries.kinds import kinds
from assetmgr.extensions import db
from assetmgr.forecast import pictures
from assetmgr.forecast.pictures import Shown
from assetmgr.forecast.policy.scenario import Scenario
from assetmgr.forecast.queries import forecast_of, scenario_named
from assetmgr.forecast.queries.due import due_in
from assetmgr.forecast.sheet import sheet
from assetmgr.indicators.queries.held import cursor_of, held_page
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.download import attachment
from assetmgr.web.institution_in_view import in_view, mine

pages = Blueprint("forecast", __name__, url_prefix="/forecast")


@pages.get("/")
@requires(Permission.PLANNING_READ)
def show() -> ResponseReturnValue:
    """What falls due, year by year."""
    return render_template(
        "forecast/show.html",
        shown=_shown(),
        pictures=pictures,
        in_euro=request.args.get("show") == "eur",
        place=in_view(),
        as_of=today(),
        is_demo=is_demo(db.session()),
    )


@pages.get("/forecast.<file_format>")
@requires(Permission.PLANNING_READ)
def file(file_format: str) -> Response:
    """The same as a file: csv or xlsx."""
    return attachment(sheet(_shown()), file_format)


@pages.get("/devices")
@requires(Permission.PLANNING_READ)
def devices() -> ResponseReturnValue:
    """The devices of the register that are due in a year (?year=, kind, institution, since)."""
    scenario = _scenario(request.args.get("since", type=int))
    year = request.args.get("year", scenario.first_year, type=int)
    if not scenario.first_year <= year <= scenario.last_year:
        abort(404)
    named, place = kinds(db.session()), in_view()
    code = request.args.get("kind", "")
    wanted = [due_in(db.session(), scenario, year, named)]
    if code:
        wanted.append(DevicePeriod.kind_id.in_([one.id for one in named if one.code == code]))
    if place:
        wanted.append(DevicePeriod.institution_id == place.id)
    return render_template(
        "forecast/devices.html",
        page=held_page(
            db.session(),
            today(),
            *wanted,
            cursor=cursor_of(request.args.get("after", ""), request.args.get("before", "")),
        ),
        scenario=scenario,
        year=year,
        kind=code,
        kinds={kind.id: kind for kind in named},
        institutions={one.id: one.short_name for one in mine()},
        place=place,
    )


def _scenario(first_year: int | None = None) -> Scenario:
    this_year = today().year
    wanted = first_year if first_year in {this_year, this_year + 1} else this_year + 1
    return scenario_named(db.session(), first_year=wanted)


def _shown() -> Shown:
    scenario, place = _scenario(), in_view()
    found = forecast_of(db.session(), scenario, today(), codes=[place.code] if place else None)
    names = {one.code: one.short_name for one in mine()}
    return Shown(found, scenario, kinds(db.session()), names)

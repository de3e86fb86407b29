"""Pages of indicators: the programme's, provision targets, stated needs, ages."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.demo.queries import is_demo
from assetmgr.devices.models import DevicePeriod
from assetmgr.devices.queries.kinds import kinds
from assetmgr.extensions import db
from assetmgr.indicators.cards import BASELINE_DAY, card, name_of, year_in_force
from assetmgr.indicators.forms import AsOfForm
from assetmgr.indicators.parts import PARTS, here, shown_names
from assetmgr.indicators.pictures.facts import facts
from assetmgr.indicators.pictures.places import by_institution, place_rows, total_row
from assetmgr.indicators.policy.evaluate import Indicator
from assetmgr.indicators.policy.measures import RatioMeasure
from assetmgr.indicators.queries import Register, indicators_of, register_on
from assetmgr.indicators.queries.held import cursor_of, held_page
from assetmgr.web.access import requires
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import me

pages = Blueprint("indicators", __name__, url_prefix="/indicators")


@pages.get("/")
@requires(Permission.PLANNING_READ)
def show() -> ResponseReturnValue:
    """Indicators, provision, needs or ages (?part=) as of a day."""
    form = AsOfForm(request.args)
    part = request.args.get("part", "targets")
    if part not in PARTS:
        abort(404)
    as_of = form.day()
    return render_template(
        f"indicators/{part}.html",
        part=part,
        form=form,
        as_of=as_of,
        place=in_view(),
        is_demo=is_demo(db.session()),
        **PARTS[part](as_of),
    ), 422 if form.errors else 200


@pages.get("/<code>")
@requires(Permission.PLANNING_READ)
def one(code: str) -> ResponseReturnValue:
    """An indicator: its wording, figures, and the institutions it is made of."""
    form = AsOfForm(request.args)
    as_of = form.day()
    register = register_on(db.session(), as_of)
    indicator = _loaded(register, code)
    before = _loaded(register_on(db.session(), BASELINE_DAY), code)
    names, place = shown_names(), in_view()
    year = year_in_force(as_of)
    return render_template(
        "indicators/one.html",
        form=form,
        as_of=as_of,
        place=place,
        indicator=indicator,
        definition=indicator.definition,
        name=name_of(indicator.definition),
        card=card(indicator, before, as_of, here(indicator)),
        facts=facts(indicator, before, names if me().may(Permission.MUNICIPAL_READ) else {}),
        figure=by_institution(indicator, names, year),
        rows=place_rows(indicator, names),
        total=total_row(indicator),
        has_devices=isinstance(indicator.definition.measure, RatioMeasure),
        sees_all=me().may(Permission.MUNICIPAL_READ),
    ), 422 if form.errors else 200


@pages.get("/<code>/devices")
@requires(Permission.PLANNING_READ)
def devices(code: str) -> ResponseReturnValue:
    """The devices that a ratio counts, of the institutions that the reader reaches."""
    form = AsOfForm(request.args)
    as_of = form.day()
    indicator = _loaded(Register(as_of, (), (), {}), code)
    measure, named = indicator.definition.measure, kinds(db.session())
    if not isinstance(measure, RatioMeasure):
        abort(404)
    place = in_view()
    wanted = [one.id for one in mine() if one.type == measure.type and place in (None, one)]
    return render_template(
        "indicators/devices.html",
        page=held_page(
            db.session(),
            as_of,
            DevicePeriod.kind_id.in_([kind.id for kind in named if kind.code in measure.kinds]),
            DevicePeriod.purpose.in_(sorted(measure.purposes)),
            DevicePeriod.institution_id.in_(wanted),
            cursor=cursor_of(request.args.get("after", ""), request.args.get("before", "")),
        ),
        definition=indicator.definition,
        name=name_of(indicator.definition),
        as_of=as_of,
        place=place,
        kinds={kind.id: kind for kind in named},
        institutions={one.id: one.short_name for one in mine()},
    )


def _loaded(register: Register, code: str) -> Indicator:
    """The indicator of this code on the register's day; 404 for none."""
    found = [one for one in indicators_of(db.session(), register) if one.definition.code == code]
    if not found:
        abort(404)
    return found[0]

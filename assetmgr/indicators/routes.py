"""Pages of indicators: the programme's, provision targets, stated needs, ages."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.demo.queries import is_demo
from assetmgr.devices.models import DevicePeriod
from assetmgr.devices.queries.kinds import kinds
from assetmgr.extensions import db
from assetmgr.indicators.cards import (
    BASELINE_DAY,
    card,
    name_of,
    printed_code,
    value_text,
    year_in_force,
)
from assetmgr.indicators.forms import AsOfForm
from assetmgr.indicators.pictures import ages, detail, stated
from assetmgr.indicators.pictures import provision as provided
from assetmgr.indicators.policy.evaluate import Indicator, Survey
from assetmgr.indicators.policy.measures import RatioMeasure
from assetmgr.indicators.policy.provision import provision
from assetmgr.indicators.policy.provision_targets import provision_targets
from assetmgr.indicators.queries import Register, age_groups_on, indicators_of, register_on
from assetmgr.indicators.queries.held import cursor_of, held_page
from assetmgr.indicators.queries.needs import needs_on
from assetmgr.indicators.queries.provision import facts_on
from assetmgr.institutions.codes import InstitutionType
from assetmgr.web.access import requires
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import me
from assetmgr.web.words import kind_name

pages = Blueprint("indicators", __name__, url_prefix="/indicators")


@pages.get("/")
@requires(Permission.PLANNING_READ)
def show() -> ResponseReturnValue:
    """Indicators, provision, needs or ages (?part=) as of a day."""
    form = AsOfForm(request.args)
    part = request.args.get("part", "targets")
    if part not in _PARTS:
        abort(404)
    as_of = form.day()
    return render_template(
        f"indicators/{part}.html",
        part=part,
        form=form,
        as_of=as_of,
        place=in_view(),
        is_demo=is_demo(db.session()),
        **_PARTS[part](as_of),
    ), 422 if form.errors else 200


def _targets(as_of: date) -> dict[str, Any]:
    found = indicators_of(db.session(), register_on(db.session(), as_of))
    before = indicators_of(db.session(), register_on(db.session(), BASELINE_DAY))
    pairs = list(zip(found, before, strict=True))
    computed = [pair for pair in pairs if not isinstance(pair[0].outcome, Survey)]
    return {
        "cards": [card(now, then, as_of, _here(now)) for now, then in computed],
        "surveys": [_survey(now, as_of) for now, _ in pairs if isinstance(now.outcome, Survey)],
    }


def _here(indicator: Indicator) -> str:
    """How the institution in view stands, where it is one of those that are counted."""
    place = in_view()
    rows = detail.place_rows(indicator, {place.code: place.short_name} if place else {}, ())
    return gettext("here %(value)s", value=rows[0].value) if rows else ""


def _survey(indicator: Indicator, as_of: date) -> dict[str, Any]:
    definition = indicator.definition
    return {
        "code": definition.code,
        "printed": printed_code(definition),
        "name": name_of(definition),
        "value": value_text(definition, indicator.value),
        "targets": card(indicator, None, as_of).targets,
        "met": indicator.met(year_in_force(as_of)),
    }


def _provision(as_of: date) -> dict[str, Any]:
    register = register_on(db.session(), as_of)
    found = provision(provision_targets(), register.places, facts_on(db.session(), register))
    place = in_view()
    return {
        "figure": provided.reached(found),
        "rows": [provided.row(one, place.code if place else None) for one in found],
    }


def _needs(as_of: date) -> dict[str, Any]:
    rows = needs_on(db.session(), as_of)
    named = {kind.code: kind_name(kind) for kind in kinds(db.session())}
    place = in_view()
    return {
        "figure": stated.figure(rows, named) if rows else None,
        "lines": stated.lines(rows, _shown(), place.code if place else None),
        "columns": [(audience, named[kind]) for audience, kind in stated.COLUMNS],
    }


def _ages(as_of: date) -> dict[str, Any]:
    groups, named = age_groups_on(db.session(), as_of), kinds(db.session())
    titles = (
        (InstitutionType.SCHOOL, gettext("Schools")),
        (InstitutionType.PRESCHOOL, gettext("Preschools")),
    )
    found = [(title, ages.ages_of(groups, as_of, of_type, named)) for of_type, title in titles]
    return {"figures": [ages.figure(title, rows) for title, rows in found if rows]}


_PARTS: Final[dict[str, Callable[[date], dict[str, Any]]]] = {
    "targets": _targets,
    "provision": _provision,
    "needs": _needs,
    "ages": _ages,
}


@pages.get("/<code>")
@requires(Permission.PLANNING_READ)
def one(code: str) -> ResponseReturnValue:
    """An indicator: its wording, figures, and the institutions it is made of."""
    form = AsOfForm(request.args)
    as_of = form.day()
    register = register_on(db.session(), as_of)
    indicator = _loaded(register, code)
    before = _loaded(register_on(db.session(), BASELINE_DAY), code)
    names, place = _shown(), in_view()
    year = year_in_force(as_of)
    return render_template(
        "indicators/one.html",
        form=form,
        as_of=as_of,
        place=place,
        indicator=indicator,
        definition=indicator.definition,
        name=name_of(indicator.definition),
        card=card(indicator, before, as_of, _here(indicator)),
        facts=detail.facts(
            indicator, before, names if me().may(Permission.MUNICIPAL_READ) else {}
        ),
        figure=detail.by_institution(indicator, names, year),
        rows=detail.place_rows(indicator, names, {place.code} if place else set()),
        total=detail.total_row(indicator),
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
    for indicator in indicators_of(db.session(), register):
        if indicator.definition.code == code:
            return indicator
    abort(404)


def _shown() -> dict[str, str]:
    """Whom tables name: all institutions to the municipality, to others their own."""
    return {place.code: place.short_name for place in mine()}

"""The parts of the indicators' page: what each of them shows of a day."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from flask_babel import gettext

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
from assetmgr.indicators.pictures import ages, places, stated
from assetmgr.indicators.pictures import provision as provided
from assetmgr.indicators.policy.evaluate import Indicator, Survey
from assetmgr.indicators.policy.provision import provision
from assetmgr.indicators.policy.provision_targets import provision_targets
from assetmgr.indicators.queries import age_groups_on, indicators_of, register_on
from assetmgr.indicators.queries.needs import needs_on
from assetmgr.indicators.queries.provision import facts_on
from assetmgr.institutions.codes import InstitutionType
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.words import kind_name


def shown_names() -> dict[str, str]:
    """Whom tables name, by code: all institutions to the municipality, to others their own."""
    return {place.code: place.short_name for place in mine()}


def _targets(as_of: date) -> dict[str, Any]:
    found = indicators_of(db.session(), register_on(db.session(), as_of))
    before = indicators_of(db.session(), register_on(db.session(), BASELINE_DAY))
    pairs = list(zip(found, before, strict=True))
    computed = [pair for pair in pairs if not isinstance(pair[0].outcome, Survey)]
    return {
        "cards": [card(now, then, as_of, here(now)) for now, then in computed],
        "surveys": [_survey(now, as_of) for now, _ in pairs if isinstance(now.outcome, Survey)],
    }


def here(indicator: Indicator) -> str:
    """How the institution in view stands, where it is one of those that are counted."""
    place = in_view()
    rows = places.place_rows(indicator, {place.code: place.short_name} if place else {})
    return str(gettext("here %(value)s", value=rows[0].value)) if rows else ""


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
        "lines": stated.lines(rows, shown_names(), place.code if place else None),
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


PARTS: Final[dict[str, Callable[[date], dict[str, Any]]]] = {
    "targets": _targets,
    "provision": _provision,
    "needs": _needs,
    "ages": _ages,
}

"""The list of institutions, one institution, and the switcher at the top of the rail."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.devices.queries.kinds import kinds as named_kinds
from assetmgr.extensions import db
from assetmgr.institutions.codes import InstitutionType
from assetmgr.institutions.models import Institution
from assetmgr.institutions.queries.fleet import by_kind, by_room, fleet_of
from assetmgr.institutions.queries.needs import stated_needs_of
from assetmgr.institutions.queries.overview import Count, overview, ratios_of
from assetmgr.institutions.queries.profile import headcounts_of, sites_of
from assetmgr.institutions.queries.told import facts_of, figures_on
from assetmgr.institutions.routes.blueprint import load_institution, pages
from assetmgr.institutions.showing import (
    RATIO_NAMES,
    fact_lines,
    figure_lines,
    kinds_picture,
    place_in,
    ratio_text,
)
from assetmgr.institutions.stated import needs_table
from assetmgr.web.access import requires
from assetmgr.web.addresses import local
from assetmgr.web.clock import today
from assetmgr.web.institution_in_view import choose, mine
from assetmgr.web.signed_in import me


@pages.get("/")
@requires(Permission.REGISTER_READ)
def listing() -> ResponseReturnValue:
    """Every institution within reach, by type; who has one goes straight to it."""
    places = mine()
    if len(places) == 1:
        return redirect(url_for(".show", code=places[0].code))
    rows = overview(db.session(), places, today())
    groups = [
        (of_type, [row for row in rows if row.place.type is of_type]) for of_type in InstitutionType
    ]
    return render_template(
        "institutions/listing.html",
        groups=[group for group in groups if group[1]],
        ratio_names=RATIO_NAMES,
        day=today(),
    )


@pages.get("/<code>")
@requires(Permission.REGISTER_READ)
def show(code: str) -> ResponseReturnValue:
    """One institution: figures, devices by kind, contact, rooms, needs."""
    institution = load_institution(code)
    session, day = db.session(), today()
    sites = sites_of(session, institution.id)
    fleet = fleet_of(session, institution.id)
    figures = figures_on(session, day, institution.id).get(code, {})
    told = {name: figure.value for name, figure in figures.items()}
    counts = [Count(row.kind.code, row.purpose, row.count) for row in fleet if row.counts]
    kinds = by_kind(fleet)
    return render_template(
        "institutions/show.html",
        institution=institution,
        day=day,
        devices=sum(count.devices for count in counts),
        figures=figure_lines(institution.type, figures),
        pupils=figures.get("pupils"),
        ratios=[
            (name, ratio_text(value))
            for name, value in zip(
                RATIO_NAMES[institution.type],
                ratios_of(institution.type, told, counts),
                strict=True,
            )
        ],
        kinds=kinds,
        picture=kinds_picture(kinds) if kinds else None,
        sites=sites,
        places={room.id: place_in(room, site) for site in sites for room in site.rooms},
        in_rooms=by_room(fleet),
        other_figures=fact_lines(facts_of(session, day, institution.id)),
        needs=needs_table(stated_needs_of(session, institution.id), named_kinds(session), day),
        headcounts=headcounts_of(session, institution.id),
        **_may(institution),
    )


def _may(institution: Institution) -> dict[str, bool]:
    return {
        "may_write": me().may_in(Permission.REGISTER_WRITE, institution.id),
        "may_print": me().may_in(Permission.LABELS, institution.id),
    }


@pages.get("/switch")
@requires(Permission.ACCOUNT)
def switch() -> ResponseReturnValue:
    """Keep the institution in view in the browser, and go back."""
    choose(request.args.get("code", ""))
    return redirect(local(request.args.get("next")))

"""Buildings of a site: adding one, changing its name and floors, removing an empty one."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.institutions.forms import BuildingForm
from assetmgr.institutions.models import Building, Institution
from assetmgr.institutions.operations import add_building, correct_building, remove_building
from assetmgr.institutions.queries.profile import building_or_none, site_or_none
from assetmgr.institutions.routes.blueprint import load_institution, pages
from assetmgr.institutions.routes.sending import form_page, sent
from assetmgr.web.access import requires
from assetmgr.web.signed_in import acting

PAGE = "institutions/building_form.html"


@pages.route("/<code>/sites/<int:site_id>/buildings/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_building(code: str, site_id: int) -> ResponseReturnValue:
    """Add a building to a site."""
    institution = load_institution(code)
    site = site_or_none(db.session(), institution.id, site_id) or abort(404)
    form = BuildingForm()
    if sent(form, add_building, site) is not None:
        return _done(code, gettext("The building is added."))
    return form_page(PAGE, form, institution=institution, site=site, building=None)


@pages.route("/<code>/buildings/<int:building_id>", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def building(code: str, building_id: int) -> ResponseReturnValue:
    """Change the name, the floors or the use of a building."""
    institution = load_institution(code)
    found = _load_building(institution, building_id)
    form = BuildingForm(obj=found)
    if sent(form, correct_building, found) is not None:
        return _done(code, gettext("The building is saved."))
    return _edit_page(institution, found, form)


@pages.post("/<code>/buildings/<int:building_id>/remove")
@requires(Permission.REGISTER_WRITE)
def drop_building(code: str, building_id: int) -> ResponseReturnValue:
    """Remove a building in which no room is."""
    institution = load_institution(code)
    found = _load_building(institution, building_id)
    try:
        remove_building(db.session(), found, **acting())
    except Refused as refused:
        form = BuildingForm(formdata=None, obj=found)
        form.refuse(refused)
        return _edit_page(institution, found, form)
    return _done(code, gettext("%(name)s is removed.", name=found.name))


def _load_building(institution: Institution, building_id: int) -> Building:
    return building_or_none(db.session(), institution.id, building_id) or abort(404)


def _edit_page(
    institution: Institution, found: Building, form: BuildingForm
) -> ResponseReturnValue:
    site = site_or_none(db.session(), institution.id, found.site_id)
    return form_page(PAGE, form, institution=institution, site=site, building=found)


def _done(code: str, said: str) -> ResponseReturnValue:
    flash(said, "ok")
    return redirect(url_for(".show", code=code, _anchor="rooms"))

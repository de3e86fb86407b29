"""Rooms: what stands in one, adding one, changing one."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.institutions.forms import RoomForm
from assetmgr.institutions.models import Institution, Room
from assetmgr.institutions.operations import save_room
from assetmgr.institutions.queries.fleet import devices_in
from assetmgr.institutions.queries.profile import room_or_none, sites_of
from assetmgr.institutions.routes.blueprint import load_institution, pages
from assetmgr.institutions.routes.sending import form_page, sent
from assetmgr.institutions.showing import grouped, place_of
from assetmgr.web.access import requires
from assetmgr.web.signed_in import me


@pages.get("/<code>/rooms/<int:room_id>")
@requires(Permission.REGISTER_READ)
def room(code: str, room_id: int) -> ResponseReturnValue:
    """What stands in a room, by kind."""
    institution = load_institution(code)
    found = _load_room(institution, room_id)
    devices = devices_in(db.session(), found.id)
    return render_template(
        "institutions/room.html",
        institution=institution,
        room=found,
        place=place_of(found, sites_of(db.session(), institution.id)),
        groups=grouped(devices),
        devices=devices,
        may_write=me().may_in(Permission.REGISTER_WRITE, institution.id),
        may_print=me().may_in(Permission.LABELS, institution.id),
    )


@pages.route("/<code>/rooms/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_room(code: str) -> ResponseReturnValue:
    """Add a room."""
    return _form(load_institution(code), None)


@pages.route("/<code>/rooms/<int:room_id>/edit", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def edit_room(code: str, room_id: int) -> ResponseReturnValue:
    """Change a room."""
    institution = load_institution(code)
    return _form(institution, _load_room(institution, room_id))


def _load_room(institution: Institution, room_id: int) -> Room:
    return room_or_none(db.session(), institution.id, room_id) or abort(404)


def _form(institution: Institution, known: Room | None) -> ResponseReturnValue:
    form = RoomForm(obj=known)
    form.offer(sites_of(db.session(), institution.id))
    saved = sent(form, save_room, institution.id, known)
    if saved is not None:
        flash(gettext("The room is saved.") if known else gettext("The room is added."), "ok")
        return redirect(url_for(".room", code=institution.code, room_id=saved))
    return form_page(
        "institutions/room_form.html",
        form,
        institution=institution,
        room_id=known.id if known else None,
    )

"""Rooms: what stands in one, adding one, changing one."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.institutions.forms import RoomForm
from assetmgr.institutions.models import Institution, Room
from assetmgr.institutions.operations import add_room, correct_room
from assetmgr.institutions.queries.fleet import devices_in
from assetmgr.institutions.queries.profile import room_or_none, sites_of
from assetmgr.institutions.routes.blueprint import load_institution, pages
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
    institution = load_institution(code)
    form = RoomForm()
    form.offer(sites_of(db.session(), institution.id))
    if form.validate_on_submit():
        try:
            added = add_room(
                db.session(),
                institution.id,
                form.values(),
                actor=me().as_actor(),
                now=datetime.now(UTC),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("The room is added."), "ok")
            return redirect(url_for(".room", code=code, room_id=added))
    return _form_page(institution, form, None)


@pages.route("/<code>/rooms/<int:room_id>/edit", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def edit_room(code: str, room_id: int) -> ResponseReturnValue:
    """Change a room."""
    institution = load_institution(code)
    found = _load_room(institution, room_id)
    form = RoomForm(obj=found)
    form.offer(sites_of(db.session(), institution.id))
    if form.validate_on_submit():
        try:
            correct_room(
                db.session(),
                found,
                form.values(),
                actor=me().as_actor(),
                now=datetime.now(UTC),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("The room is saved."), "ok")
            return redirect(url_for(".room", code=code, room_id=room_id))
    return _form_page(institution, form, room_id)


def _load_room(institution: Institution, room_id: int) -> Room:
    return room_or_none(db.session(), institution.id, room_id) or abort(404)


def _form_page(
    institution: Institution, form: RoomForm, room_id: int | None
) -> ResponseReturnValue:
    page = render_template(
        "institutions/room_form.html", institution=institution, form=form, room_id=room_id
    )
    return page, 422 if form.is_submitted() else 200

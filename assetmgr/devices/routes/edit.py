"""Entering a device, and correcting one."""

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused, refusing
from assetmgr.devices.forms import DeviceForm
from assetmgr.devices.queries import (
    DeviceCard,
    device_card,
    kinds,
    model_names,
    rooms_of,
)
from assetmgr.devices.routes import choices, filled
from assetmgr.devices.routes.blueprint import loaded, pages
from assetmgr.devices.routes.held import HeldTold, in_the_way
from assetmgr.devices.routes.history import changes_since
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.web.access import requires
from assetmgr.web.institution_in_view import in_view, mine


@pages.route("/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new() -> ResponseReturnValue:
    """Take a device into the register."""
    place = in_view()
    form = DeviceForm(
        data={
            "institution": str(place.id) if place else "",
            "purpose": "pupils",
            "asset_tag": request.args.get("tag", "")[:100],
        }
    )
    _offer(form, mine(), choices.at_first())
    del form.effective_on
    if form.validate_on_submit():
        try:
            with refusing(), db.session().begin_nested():
                device = filled.created(form)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("The device %(tag)s is in the register.", tag=device.asset_tag), "ok")
            return redirect(url_for("devices.show", device_id=device.id))
    return _page(form)


@pages.route("/<int:device_id>/edit", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def edit(device_id: int) -> ResponseReturnValue:
    """Correct a device, or change it as of a day."""
    device, card = loaded(device_id), _card(device_id)
    form = DeviceForm(data=filled.as_told(card))
    held = in_the_way(card)
    _offer(form, *_open_to_change(card, held))
    seen = form.version.data
    if form.validate_on_submit() and filled.is_current(form, device):
        try:
            with refusing(), db.session().begin_nested():
                changed = filled.changed(form, device)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("Saved.") if changed else gettext("Nothing was changed."), "ok")
            return redirect(url_for("devices.show", device_id=device_id))
    return _page(form, card, held, changes_since(card, seen))


@pages.get("/rooms")
@requires(Permission.REGISTER_WRITE)
def rooms() -> ResponseReturnValue:
    """The rooms of ?institution= (an id), as options for a form."""
    place = request.args.get("institution", type=int)
    known = any(one.id == place for one in mine())
    found = rooms_of(db.session(), place) if place is not None and known else ()
    return render_template("devices/_rooms.html", rooms=found)


def _card(device_id: int) -> DeviceCard:
    return device_card(db.session(), device_id) or abort(404)


def _open_to_change(
    card: DeviceCard, held: HeldTold | None
) -> tuple[Sequence[Named], choices.Options]:
    """Institutions and statuses to choose from: while somebody holds the device, what it has."""
    if held is None:
        return mine(), choices.this_or_following(card.status)
    own = [place for place in mine() if place.id == card.institution_id]
    return own, choices.unchanged(card.status)


def _offer(form: DeviceForm, places: Sequence[Named], statuses: choices.Options) -> None:
    """Offer what may be chosen, with the rooms of the institution that is chosen."""
    form.offer(kinds(db.session()), places, statuses)
    place = next((one for one in places if str(one.id) == form.institution.data), None)
    form.rooms = rooms_of(db.session(), place.id) if place else ()


def _page(
    form: DeviceForm,
    card: DeviceCard | None = None,
    held: HeldTold | None = None,
    changes: object = (),
) -> ResponseReturnValue:
    page = render_template(
        "devices/edit.html",
        form=form,
        card=card,
        held=held,
        changes=changes,
        models=model_names(db.session()),
    )
    return page, 422 if form.errors else 200

"""The page of one device."""

from datetime import UTC, datetime

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.devices.policy.status import FOLLOWS
from assetmgr.devices.queries import DeviceCard, device_card, google_facts, kinds, stays
from assetmgr.devices.routes import read
from assetmgr.devices.routes.blueprint import linked, pages
from assetmgr.devices.routes.held import held_told
from assetmgr.devices.routes.history import history
from assetmgr.devices.routes.life import life_told
from assetmgr.devices.routes.stays import places_told, statuses_told
from assetmgr.devices.routes.use import CHROMEBOOK, use_told
from assetmgr.evidence.models import Source
from assetmgr.evidence.operations import saw
from assetmgr.evidence.queries import sightings
from assetmgr.evidence.words import SOURCE_NAMES
from assetmgr.extensions import db
from assetmgr.inventory.queries.of_device import last_counted
from assetmgr.inventory.words import said
from assetmgr.labeling.policy.style import Shown
from assetmgr.labeling.showing import DeviceLabel, device_label
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.signed_in import me


@pages.get("/<int:device_id>")
@requires(Permission.REGISTER_READ)
def show(device_id: int) -> ResponseReturnValue:
    """Everything that the register knows of a device."""
    card = device_card(db.session(), device_id)
    if card is None:
        abort(404)
    may_write = not card.voided_at and me().may_in(Permission.REGISTER_WRITE, card.institution_id)
    found = stays(db.session(), device_id)
    return render_template(
        "devices/show.html",
        card=card,
        may_write=may_write,
        may_change_status=bool(FOLLOWS[card.status]),
        life=life_told(card, today()),
        seen=sightings(db.session(), device_id),
        sources=SOURCE_NAMES,
        held=held_told(card),
        counted=last_counted(db.session(), device_id, card.institution_id),
        result_word=said,
        label=_label(card),
        read_href=_read_href(card),
        labels_href=_labels_href(card),
        places=places_told(found),
        statuses=statuses_told(device_id, found, may_write=may_write),
        history=history(device_id, kinds(db.session())),
        use=use_told(card),
        google=google_facts(db.session(), device_id) if card.kind_code == CHROMEBOOK else None,
    )


@pages.post("/<int:device_id>/read")
@requires(Permission.COUNT)
def label_read(device_id: int) -> ResponseReturnValue:
    """Note that somebody read the device's label just now; what is told of the label then."""
    card = device_card(db.session(), device_id)
    if card is None or card.voided_at:
        abort(404)
    saw(db.session(), Source.SCAN, [(card.id, card.institution_id, datetime.now(UTC))])
    return render_template("labeling/_device.html", label=_label(card))


def _read_href(card: DeviceCard) -> str:
    """What the page calls when it was opened by its label, by somebody who counts devices."""
    if not read.is_just_read(card.id) or card.voided_at:
        return ""
    may_count = me().may_in(Permission.COUNT, card.institution_id)
    return url_for(".label_read", device_id=card.id) if may_count else ""


def _label(card: DeviceCard) -> DeviceLabel:
    shown = Shown(
        owner=card.short_name,
        model=card.model_name or None,
        kind=card.name_lv,
        room=card.room,
        inventory_number=card.inventory_number,
        serial_number=card.serial_number,
    )
    return device_label(card.id, card.institution_id, card.tag, shown, card.label_printed_at)


def _labels_href(card: DeviceCard) -> str:
    if card.voided_at or not linked("labeling.choose", Permission.LABELS):
        return ""
    return url_for("labeling.choose", device=card.id, institution=card.institution_code)

"""The page of one device."""

from typing import Any

from flask import abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.devices.pictures import label_picture
from assetmgr.devices.policy.status import FOLLOWS
from assetmgr.devices.queries import DeviceCard, device_card, google_facts, kinds
from assetmgr.devices.routes.blueprint import linked, pages, today
from assetmgr.devices.routes.history import history, stays_told
from assetmgr.devices.routes.life import life_told
from assetmgr.devices.routes.use import CHROMEBOOK, use_told
from assetmgr.extensions import db
from assetmgr.web.access import requires
from assetmgr.web.signed_in import me
from labels.spec import LabelSpec, tag_url


@pages.get("/<int:device_id>")
@requires(Permission.REGISTER_READ)
def show(device_id: int) -> ResponseReturnValue:
    """Everything that the register knows of a device."""
    card = device_card(db.session(), device_id)
    if card is None:
        abort(404)
    return render_template(
        "devices/show.html",
        card=card,
        may_write=not card.voided_at
        and me().may_in(Permission.REGISTER_WRITE, card.institution_id),
        may_change_status=bool(FOLLOWS[card.status]),
        life=life_told(card, today()),
        label=_label(card),
        labels_href=_labels_href(card),
        stays=stays_told(device_id),
        history=history(device_id, kinds(db.session())),
        use=use_told(card),
        google=google_facts(db.session(), device_id) if card.kind_code == CHROMEBOOK else None,
    )


def _label(card: DeviceCard) -> Any:
    base = current_app.extensions["assetmgr_config"].base_url
    spec = LabelSpec(tag_url(base, card.tag), card.tag, card.short_name, card.model_name)
    return label_picture(spec, gettext("Label of %(tag)s", tag=card.tag))


def _labels_href(card: DeviceCard) -> str:
    if card.voided_at or not linked("labeling.choose", Permission.LABELS):
        return ""
    return url_for("labeling.choose", device=card.id)

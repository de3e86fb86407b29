"""Correcting a status of the past."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused, refusing
from assetmgr.devices.codes import Status
from assetmgr.devices.forms import CorrectionForm
from assetmgr.devices.models import Device
from assetmgr.devices.operations import correct_status
from assetmgr.devices.operations.past import read_timeline
from assetmgr.devices.policy.statuses import StatusSpan, status_spans
from assetmgr.devices.queries import device_card
from assetmgr.devices.routes import choices
from assetmgr.devices.routes.blueprint import loaded, pages
from assetmgr.devices.routes.stays import days
from assetmgr.extensions import db
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.signed_in import me


@pages.route("/<int:device_id>/statuses/<day>/correct", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def correct(device_id: int, day: str) -> ResponseReturnValue:
    """Say what the status that began on a day (2024-09-01) really was, and since when."""
    device, begun = loaded(device_id), _day(day)
    spans = status_spans(read_timeline(db.session(), device_id))
    at = next((place for place, span in enumerate(spans) if span.since == begun), None)
    if at is None:
        return _back(device_id, gettext("No status begins on that day any more."), "amber")
    form = _form(spans, at)
    if form.validate_on_submit():
        said = _corrected(form, device, spans[at])
        if said:
            return _back(device_id, said)
    return _page(form, device_id, spans[at])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)


def _form(spans: Sequence[StatusSpan], at: int) -> CorrectionForm:
    """The form as the history tells the span at place `at`."""
    span = spans[at]
    form = CorrectionForm(data={"status": span.status.value, "effective_on": span.since})
    form.status.choices = choices.what_was(span.status)
    form.fit(spans, at, today())
    return form


def _corrected(form: CorrectionForm, device: Device, span: StatusSpan) -> str:
    """Correct the span as a valid form tells, and say it; blank where the form says why not."""
    try:
        with refusing(), db.session().begin_nested():
            changed = correct_status(
                db.session(),
                device,
                day=span.since,
                status=Status(form.status.data),
                since=form.since or span.since,
                actor=me().as_actor(),
                now=datetime.now(UTC),
                today=today(),
            )
    except Refused as refused:
        form.refuse(refused)
        return ""
    return str(gettext("The history is corrected.") if changed else gettext("Nothing was changed."))


def _back(device_id: int, said: str, tone: str = "ok") -> ResponseReturnValue:
    flash(said, tone)
    return redirect(url_for("devices.show", device_id=device_id, _anchor="statuses"))


def _page(form: CorrectionForm, device_id: int, span: StatusSpan) -> ResponseReturnValue:
    card = device_card(db.session(), device_id) or abort(404)
    told = days(span.since, span.until)
    page = render_template("devices/correct.html", form=form, card=card, span=span, told=told)
    return page, 422 if form.errors else 200

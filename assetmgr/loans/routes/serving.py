"""What a scan at the desk means, and what comes of it."""

from datetime import datetime
from typing import Any

from flask_babel import gettext

from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.policy.text import comparable
from assetmgr.extensions import db
from assetmgr.i18n.marks import N_
from assetmgr.inventory.queries.owners import short_names
from assetmgr.loans.desk_said import Said
from assetmgr.loans.forms.desk import HandOut
from assetmgr.loans.models import Act
from assetmgr.loans.operations.handing_out import Wish, hand_out
from assetmgr.loans.operations.issuing import issue
from assetmgr.loans.operations.mending import agree_on_paper, end_other_loan, make_available
from assetmgr.loans.policy.desk import Fix, key_from_card, may_be_key
from assetmgr.loans.queries.desk_log import done_of
from assetmgr.loans.queries.desk_people import people_by_id
from assetmgr.loans.queries.lendable import Lent, devices_by_code
from assetmgr.loans.queries.meeting import Meeting, meeting, meeting_by_tag
from assetmgr.loans.queries.returning import on_loan_by_device
from assetmgr.loans.routes import hindered
from assetmgr.people.models import Person
from assetmgr.people.queries import by_key, people_of
from assetmgr.people.routes.blueprint import place_or_none
from assetmgr.web.clock import today
from assetmgr.web.lifecycle import begin_anew, keep
from assetmgr.web.signed_in import acting
from labels.spec import tag_from_scan

CANDIDATES = 8


def serve(told: HandOut) -> Said:
    """Lend the device that a code means to whoever is served, or say who is served next."""
    if not told.code:
        return Said("bad", gettext("Scan a device or a card, or type a name."))
    if key := key_from_card(told.code):
        return _chosen(by_key(db.session(), key)) or _unknown(told.code)
    tag_key = comparable(tag_from_scan(told.code))
    if tag_key and told.person_id and not told.fix:
        met = meeting_by_tag(db.session(), tag_key, told.person_id)
        if met and not _is_scanned_again(told, tag_key):
            return _lend(told, met.lent, met)
    found = devices_by_code(db.session(), tag_from_scan(told.code))
    if len(found) > 1:
        text = gettext("Scan the label with the asset tag instead.")
        return Said("amber", gettext("Several devices have this number."), text, code=told.code)
    return _device(told, found[0]) if found else _no_device(told, tag_key)


def _is_scanned_again(told: HandOut, tag_key: str) -> bool:
    """Whether what was refused a moment ago is scanned once more, on purpose."""
    return told.again_at is not None and tag_key == comparable(told.again)


def _device(told: HandOut, lent: Lent) -> Said:
    tag = lent.device.asset_tag
    if told.person_id is None:
        text = gettext(
            "Choose who gets %(tag)s: scan a card, type a name, or press a line.", tag=tag
        )
        return Said("amber", gettext("Who gets it?"), text, code=told.code)
    return _lend(told, lent, None)


def _lend(told: HandOut, lent: Lent, met: Meeting | None) -> Said:
    try:
        if fix := hindered.wanted_fix(told, lent.device):
            _mend(fix, told, lent)
            return _after_mending(told, lent, fix)
        return _given(told, lent, met)
    except Refused as refused:
        begin_anew()
        return hindered.explain(refused, told, lent.device.id)


def _after_mending(told: HandOut, lent: Lent, fix: Fix) -> Said:
    """Lend; what was mended is a fact and stays, whatever else stands in the way."""
    device_id, session = lent.device.id, db.session()
    try:
        with session.begin_nested():
            return _given(told, lent, None, must_issue=fix is Fix.ISSUE)
    except Refused as refused:
        session.expire_all()
        keep()
        return hindered.explain(refused, told, device_id)


def _given(told: HandOut, lent: Lent, met: Meeting | None, *, must_issue: bool = False) -> Said:
    person_id = told.person_id or 0
    if must_issue or _is_prepared_for(lent.device, person_id):
        return _issued(lent)
    met = met or meeting(db.session(), lent.device.id, person_id)
    wish = Wish(lent.device.id, person_id, told.accessories, told.due_on, told.condition)
    when = acting()
    made = hand_out(db.session(), wish, met=met, today=today(), **when)
    return _handed(made.act, made.number, made.contents.user.name, when["now"])


def _mend(fix: Fix, told: HandOut, lent: Lent) -> None:
    when: dict[str, Any] = {**acting(), "today": today()}
    if fix is Fix.AVAILABLE:
        make_available(db.session(), lent.device, **when)
    elif fix is Fix.BACK:
        end_other_loan(db.session(), lent.device, **when)
    elif fix is Fix.CONSENT:
        agree_on_paper(db.session(), told.person_id or 0, told.guardian, **acting())
    db.session().flush()


def _handed(act: Act, number: str, name: str, now: datetime) -> Said:
    done = done_of(act, number, name, now=now)
    title = gettext("%(tag)s is handed to %(name)s", tag=act.asset_tag, name=name)
    return Said("ok", title, served=act.person_id, tag=act.asset_tag, done=done)


def _is_prepared_for(device: Device, person_id: int) -> bool:
    """Whether an act that was prepared gives a device to this person."""
    if device.status is not Status.RESERVED:
        return False
    on = on_loan_by_device(db.session(), device.id)
    return on is not None and on.act.person_id == person_id


def _issued(lent: Lent) -> Said:
    """What was prepared for somebody is handed over."""
    on = on_loan_by_device(db.session(), lent.device.id)
    if on is None:
        raise Refused(N_("One of the acts has ended meanwhile. Open the list again."))
    when = acting()
    issue(db.session(), [on.act.id], today=today(), **when)
    return _handed(on.act, on.number, on.name or on.number, when["now"])


def _no_device(told: HandOut, tag_key: str | None) -> Said:
    person = by_key(db.session(), told.code) if may_be_key(told.code) else None
    if said := _chosen(person) or _by_name(told.code):
        return said
    owners = short_names(db.session(), [tag_key] if tag_key else [], besides=0)
    if tag_key in owners:
        text = gettext("It belongs to %(owner)s; hand it to them.", owner=owners[tag_key])
        return Said("bad", gettext("Another institution's"), text, code=told.code)
    return _unknown(told.code)


def _chosen(person: Person | None) -> Said | None:
    if person is None or person.forgotten_at is not None:
        return None
    found = people_by_id(db.session(), [person.id])
    return Said("ok", found[0].name, gettext("Scan their device."), chosen=found[0])


def _by_name(text: str) -> Said | None:
    place = place_or_none()
    if place is None:
        return None
    lines = people_of(db.session(), place.id, q=text, limit=CANDIDATES)
    found = people_by_id(db.session(), [line.id for line in lines])
    if len(found) == 1:
        return Said("ok", found[0].name, gettext("Scan their device."), chosen=found[0])
    title = gettext("Several people have such a name. Who is it?")
    return Said("amber", title, candidates=found) if found else None


def _unknown(code: str) -> Said:
    text = gettext("No device and nobody here has it. Scan it again, or type it.")
    return Said("bad", gettext("Unknown code"), text, code=code)

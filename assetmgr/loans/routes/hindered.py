"""What stands in the way at the desk, in words, with the press that mends it."""

from flask_babel import gettext

from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.policy.text import comparable
from assetmgr.extensions import db
from assetmgr.loans.desk_said import Remedy, Said, seconds
from assetmgr.loans.forms.desk import HandOut
from assetmgr.loans.policy.desk import AGAIN, Fix, came_twice, fix_for_lent
from assetmgr.loans.queries.lendable import devices_by_id
from assetmgr.loans.queries.returning import OnLoan, on_loan_by_device
from assetmgr.people.queries import guardians
from assetmgr.web.errors import translated
from assetmgr.web.signed_in import acting, me
from labels.spec import tag_from_scan


def wanted_fix(told: HandOut, device: Device) -> Fix | None:
    """What is to be mended first: a press says so, or the refused device scanned once more."""
    if told.fix or told.again_at is None:
        return told.fix
    is_same = comparable(tag_from_scan(told.code)) == comparable(told.again)
    on_purpose = acting()["now"] - told.again_at >= AGAIN
    used = device.status is Status.IN_USE
    return Fix.AVAILABLE if is_same and on_purpose and used else None


def explain(refused: Refused, told: HandOut, device_id: int) -> Said:
    """Why a device was not lent, and what to do."""
    text = translated(refused)
    found = devices_by_id(db.session(), [device_id])
    if device_id not in found:
        return Said("bad", text, code=told.code, person_id=told.person_id)
    device = found[device_id].device
    on = on_loan_by_device(db.session(), device_id)
    whose = on.act.person_id if on else told.person_id
    if refused.field == "consent" and whose:
        return _without_consent(told, text, whose)
    if on:
        return _held(on, told, text)
    if device.status is Status.IN_USE and refused.field == "device":
        return _used_at_school(device, told, text)
    return Said("bad", text, code=told.code, person_id=told.person_id)


def _held(on: OnLoan, told: HandOut, text: str) -> Said:
    act, tag = on.act, on.act.asset_tag
    name = on.name or on.number
    now = acting()["now"]
    if act.person_id == told.person_id and act.issued_at:
        return Said("ok", gettext("%(name)s has %(tag)s already", name=name, tag=tag))
    if came_twice(act.issued_at, act.issued_by, me().as_actor().name, now):
        title = gettext("%(tag)s was handed to %(name)s a moment ago", tag=tag, name=name)
        return Said("ok", title)
    fix = fix_for_lent(act.status)
    if fix is Fix.BACK:
        title = gettext(
            "%(tag)s is lent to %(name)s, act %(act)s", tag=tag, name=name, act=on.number
        )
        label = gettext("Take it back and hand it out")
    else:
        title = gettext(
            "%(tag)s is prepared for %(name)s, act %(act)s", tag=tag, name=name, act=on.number
        )
        label = gettext("Hand it to %(name)s", name=name)
        text = ""
    return Said(
        "amber", title, text if fix is Fix.BACK and not on.name else "",
        code=told.code, person_id=told.person_id, remedies=(Remedy(fix, label),),
    )  # fmt: skip


def _without_consent(told: HandOut, text: str, person_id: int) -> Said:
    known = guardians(db.session(), person_id)
    remedy = Remedy(
        Fix.CONSENT,
        gettext("The guardian agreed on paper"),
        asks_name=True,
        name=told.guardian or (known[0].name if known else ""),
    )
    return Said("amber", text, code=told.code, person_id=person_id, remedies=(remedy,))


def _used_at_school(device: Device, told: HandOut, text: str) -> Said:
    return Said(
        "amber",
        gettext("%(tag)s is used at school", tag=device.asset_tag),
        gettext("If it may be lent, press the button or scan it once more."),
        code=told.code,
        person_id=told.person_id,
        remedies=(Remedy(Fix.AVAILABLE, gettext("Mark as available and hand out")),),
        again=device.asset_tag,
        again_at=seconds(acting()["now"]),
    )

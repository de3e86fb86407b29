"""A device that came back to the desk: its act by any of its codes, or why there is none."""

from flask_babel import gettext

from assetmgr.devices.policy.text import comparable
from assetmgr.extensions import db
from assetmgr.inventory.queries.owners import short_names
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.desk_said import Said
from assetmgr.loans.models import Act
from assetmgr.loans.policy.desk import came_twice
from assetmgr.loans.queries.lendable import devices_by_code
from assetmgr.loans.queries.returning import (
    OnLoan,
    last_ended,
    on_loan_by_device,
    on_loan_by_tag,
)
from assetmgr.web.clock import today
from assetmgr.web.formats import date_text, language
from assetmgr.web.signed_in import acting, me
from labels.spec import tag_from_scan


def found_by_code(code: str) -> OnLoan | None:
    """The issued act of the device that a code means; by its tag in one statement."""
    key = comparable(tag_from_scan(code))
    held = on_loan_by_tag(db.session(), key) if key else None
    if held is None:
        found = devices_by_code(db.session(), tag_from_scan(code))
        held = on_loan_by_device(db.session(), found[0].device.id) if len(found) == 1 else None
    return held if held and held.act.status is ActStatus.ISSUED else None


def not_lent(code: str) -> Said:
    """Why nothing is taken back, and when it last was."""
    text = tag_from_scan(code)
    found = devices_by_code(db.session(), text)
    if len(found) > 1:
        words = gettext("Scan the label with the asset tag instead.")
        return Said("amber", gettext("Several devices have this number."), words)
    if not found:
        return _elsewhere(text)
    device = found[0].device
    last = last_ended(db.session(), device.id)
    if last and is_pressed_twice(last):
        return a_moment_ago(device.asset_tag)
    title = gettext("%(tag)s is not lent", tag=device.asset_tag)
    return Said("amber", title, _last(last))


def is_pressed_twice(act: Act) -> bool:
    """Whether the reader took the device back a moment ago."""
    who = me().as_actor().name
    is_back = act.status is ActStatus.RETURNED
    return is_back and came_twice(act.ended_at, act.ended_by, who, acting()["now"])


def a_moment_ago(tag: str) -> Said:
    """What is said of a return that comes twice."""
    return Said("ok", gettext("%(tag)s was taken back a moment ago", tag=tag))


def _elsewhere(text: str) -> Said:
    key = comparable(text)
    owners = short_names(db.session(), [key] if key else [], besides=0)
    if key in owners:
        words = gettext("It belongs to %(owner)s; hand it to them.", owner=owners[key])
        return Said("bad", gettext("Another institution's"), words)
    words = gettext("No device here has it. Scan it again, or type the tag.")
    return Said("bad", gettext("Unknown code"), words)


def _last(last: Act | None) -> str:
    if last is None or last.ended_on is None:
        text = gettext("It was not lent before either. Nothing was changed.")
    elif last.ended_on == today():
        text = gettext("It was taken back today already. Nothing was changed.")
    else:
        day = date_text(last.ended_on, language())
        text = gettext("It was last taken back on %(day)s. Nothing was changed.", day=day)
    return str(text)

"""What the pages of a device say while an open act holds it."""

from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.devices.operations.held import ensure_free
from assetmgr.devices.queries import DeviceCard
from assetmgr.extensions import db
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.queries.of_device import HeldBy, held_by
from assetmgr.loans.words import ACT_WORDS
from assetmgr.web.errors import translated
from assetmgr.web.formats import date_text, language
from assetmgr.web.signed_in import me

_WHEN_ISSUED: Final = _(
    "Its status changes with the act: take the device back there, or note it as lost or stolen."
)
_BEFORE: Final = _("Its status changes with the act: issue the device there, or cancel the act.")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTold:
    """Which act holds the device, whose it is, and what to do; '' where the reader has no part."""

    title: str
    borrower: str = ""
    remedy: str = ""
    act: str = ""
    act_href: str = ""


def held_told(card: DeviceCard) -> HeldTold | None:
    """The open act of a device, if the reader may know of it."""
    held = held_by(db.session(), card.id)
    if held is None:
        return None
    if not me().may_in(Permission.LEND, card.institution_id):
        return HeldTold(title=_title(held), remedy=gettext("Who lends devices there changes it."))
    return HeldTold(
        title=_title(held),
        borrower=held.borrower or "",
        remedy=_remedy(held.status),
        act=held.number,
        act_href=url_for("loans.act", act_id=held.act_id),
    )


def in_the_way(card: DeviceCard) -> HeldTold | None:
    """Why the status and the owner of a device stay, be it by an act that is not the reader's."""
    try:
        ensure_free(db.session(), [card.id])
    except Refused as refused:
        return held_told(card) or HeldTold(title=translated(refused))
    return None


def _title(held: HeldBy) -> str:
    title = f"{ACT_WORDS[held.status]}: {held.number}"
    if held.due_on is None:
        return title
    return f"{title} {gettext('until %(day)s', day=date_text(held.due_on, language()))}"


def _remedy(status: ActStatus) -> str:
    return str(_WHEN_ISSUED if status is ActStatus.ISSUED else _BEFORE)

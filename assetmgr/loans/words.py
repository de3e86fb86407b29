"""The words of loans in the reader's language."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _

from assetmgr.agreements.codes import SignedHow
from assetmgr.loans.act.accessories import Accessory
from assetmgr.loans.codes import ActStatus, Paper, ReturnState

ACT_WORDS: Final[Mapping[ActStatus, Any]] = {
    ActStatus.PREPARING: _("Draft"),
    ActStatus.PREPARED: _("Prepared to be issued"),
    ActStatus.ISSUED: _("Issued"),
    ActStatus.RETURNED: _("Returned"),
    ActStatus.LOST: _("Device lost"),
    ActStatus.STOLEN: _("Device stolen"),
    ActStatus.CANCELLED: _("Cancelled"),
}
ACT_PILLS: Final[Mapping[ActStatus, tuple[str, str]]] = {
    ActStatus.PREPARING: ("amber", "pencil"),
    ActStatus.PREPARED: ("sea", "circle-half"),
    ActStatus.ISSUED: ("sea", "circle-fill"),
    ActStatus.RETURNED: ("ok", "check-lg"),
    ActStatus.LOST: ("bad", "question-circle"),
    ActStatus.STOLEN: ("bad", "flag"),
    ActStatus.CANCELLED: ("plain", "slash-circle"),
}
"""The tone and the shape that go with the word."""
RETURN_WORDS: Final[Mapping[ReturnState, Any]] = {
    ReturnState.WORKING: _("In working order"),
    ReturnState.DAMAGED: _("Damaged"),
}
ACCESSORY_WORDS: Final[Mapping[Accessory, Any]] = {
    Accessory.CHARGER: _("charger"),
    Accessory.BAG: _("bag"),
    Accessory.MOUSE: _("mouse"),
    Accessory.KEYBOARD: _("keyboard"),
    Accessory.HEADSET: _("headset"),
    Accessory.CABLE: _("cable"),
    Accessory.ADAPTER: _("adapter"),
    Accessory.STYLUS: _("stylus"),
    Accessory.CASE: _("case"),
    Accessory.OTHER: _("other accessory"),
}
PAPER_WORDS: Final[Mapping[Paper, Any]] = {
    Paper.SIGNED_ACT: _("Signed act"),
    Paper.RETURN_SLIP: _("Signed return slip"),
    Paper.PHOTO_ISSUED: _("Photo at issue"),
    Paper.PHOTO_RETURNED: _("Photo at return"),
    Paper.NOTICE: _("Statement on a loss"),
}
SIGNED_WORDS: Final[Mapping[SignedHow, Any]] = {
    SignedHow.SCREEN: _("on the screen"),
    SignedHow.PAPER: _("on paper"),
    SignedHow.CONTAINER: _("with an e-signature"),
    SignedHow.LINK: _("by the link"),
}


def accessories_text(counts: Mapping[str, int] | None) -> str:
    """Accessories with their counts where there is more than one: 'charger, bag 2'."""
    told = [
        f"{ACCESSORY_WORDS[Accessory(code)]}{f' {count}' if count > 1 else ''}"
        for code, count in (counts or {}).items()
    ]
    return ", ".join(told)

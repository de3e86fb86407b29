"""The words for what is asked, and why."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext

from assetmgr.requests.codes import Channel, Reason, RequestStatus

STATUS_WORDS: Final[Mapping[RequestStatus, Any]] = {
    RequestStatus.SUBMITTED: lazy_gettext("Submitted"),
    RequestStatus.POSTPONED: lazy_gettext("Postponed"),
    RequestStatus.CONFIRMED: lazy_gettext("Confirmed"),
    RequestStatus.DECLINED: lazy_gettext("Declined"),
    RequestStatus.WITHDRAWN: lazy_gettext("Withdrawn"),
}
STATUS_LOOKS: Final[Mapping[RequestStatus, tuple[str, str]]] = {
    RequestStatus.SUBMITTED: ("sea", "inbox"),
    RequestStatus.POSTPONED: ("amber", "pause-circle"),
    RequestStatus.CONFIRMED: ("ok", "check-lg"),
    RequestStatus.DECLINED: ("bad", "x-lg"),
    RequestStatus.WITHDRAWN: ("plain", "slash-circle"),
}
REASON_WORDS: Final[Mapping[Reason, Any]] = {
    Reason.NO_DEVICE: lazy_gettext("no device at home"),
    Reason.SHARED_DEVICE: lazy_gettext("shares a device with others"),
    Reason.BROKEN_DEVICE: lazy_gettext("the own device is broken"),
    Reason.LEARNING_SUPPORT: lazy_gettext("support for learning"),
    Reason.WORK: lazy_gettext("for work"),
    Reason.OTHER: lazy_gettext("another reason"),
}
CHANNEL_WORDS: Final[Mapping[Channel, Any]] = {
    Channel.BORROWER: lazy_gettext("on the own page"),
    Channel.DESK: lazy_gettext("at the desk"),
}

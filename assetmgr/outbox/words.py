"""The words for why a letter was not sent."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext

from assetmgr.outbox.codes import Reason

REASON_WORDS: Final[Mapping[Reason, Any]] = {
    Reason.UNREACHABLE: lazy_gettext("The mail server could not be reached"),
    Reason.ENCRYPTION: lazy_gettext("No safe connection to the mail server was possible"),
    Reason.LOGIN: lazy_gettext("The mail server refused our user name or password"),
    Reason.SENDER_REFUSED: lazy_gettext("The mail server refused our own address"),
    Reason.RECIPIENT_REFUSED: lazy_gettext("The mail server refused the recipient's address"),
    Reason.CONTENT_REFUSED: lazy_gettext("The mail server refused the letter"),
    Reason.PUT_OFF: lazy_gettext("The mail server asked to try later"),
    Reason.DROPPED: lazy_gettext("The connection to the mail server broke"),
    Reason.FAULT: lazy_gettext("The letter could not be written"),
}

"""Why a letter was not sent."""

from enum import StrEnum
from typing import Final

SHORT: Final = 200
"""Characters of a subject, a recipient's name, a key."""


class Reason(StrEnum):
    """What stood in the way; the server's own words are not kept, they name the recipient."""

    UNREACHABLE = "unreachable"
    ENCRYPTION = "encryption"
    LOGIN = "login"
    SENDER_REFUSED = "sender_refused"
    RECIPIENT_REFUSED = "recipient_refused"
    CONTENT_REFUSED = "content_refused"
    PUT_OFF = "put_off"
    DROPPED = "dropped"
    FAULT = "fault"

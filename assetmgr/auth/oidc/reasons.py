"""Why somebody with a school's account is not signed in."""

from enum import StrEnum, auto


class Reason(StrEnum):
    """What went wrong; each has a page of its own words, and stands in the log without a name."""

    NOT_BEGUN = auto()
    TOO_OLD = auto()
    CANCELLED = auto()
    UNREACHABLE = auto()
    REFUSED = auto()
    WRONG_TOKEN = auto()
    NO_EMAIL = auto()
    UNVERIFIED = auto()
    FOREIGN = auto()
    UNKNOWN = auto()


class SignInFailedError(Exception):
    """Nobody is signed in; `detail` is for the log and names no person."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}")

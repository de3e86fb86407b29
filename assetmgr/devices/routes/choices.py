"""The statuses that a form offers."""

from flask_babel import gettext

from assetmgr.devices.codes import Status
from assetmgr.devices.policy.status import FOLLOWS
from assetmgr.web.words import word

Options = list[tuple[str, str]]


def following(status: Status) -> Options:
    """What may come next, in the order of a device's life."""
    return [(one.value, word(one)) for one in Status if one in FOLLOWS[status]]


def unchanged(status: Status) -> Options:
    """The status as it is, alone."""
    return [(status.value, word(status))]


def this_or_following(status: Status) -> Options:
    """The status as it is, and what may come next."""
    return [*unchanged(status), *following(status)]


def what_was(status: Status) -> Options:
    """What a status of the past may really have been; reserved is what an act alone makes it."""
    return [(one.value, word(one)) for one in Status if one is status or one is not Status.RESERVED]


def at_first() -> Options:
    """The statuses of a new device; reserved is what an act alone makes it."""
    by_itself = gettext("In use where a room is given, else available")
    found = [(one.value, word(one)) for one in Status if one is not Status.RESERVED]
    return [("", by_itself), *found]

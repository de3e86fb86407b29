"""Until when a device may be kept longer."""

from datetime import date, timedelta
from typing import Final

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_

LONGEST: Final = timedelta(days=366)
"""A device is seen at the desk at least once in a year."""


def ensure_longer(due_on: date | None, wanted: date, today: date) -> None:
    """Check until when somebody wants to keep a device that is due on `due_on`.

    Raises:
        Refused: there is no end to put off, or the day does not lie after it, or too far.
    """
    if due_on is None:
        raise Refused(N_("There is no day of return; nothing needs to be put off."))
    if wanted <= max(due_on, today):
        raise Refused(
            N_("Choose a day after %(day)s."), field="wanted_until", day=max(due_on, today)
        )
    if wanted > max(due_on, today) + LONGEST:
        raise Refused(N_("A device is kept one year longer at most."), field="wanted_until")

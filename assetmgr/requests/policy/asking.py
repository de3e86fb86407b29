"""Who may ask for a device, and what must not be seen by everybody."""

from datetime import date
from typing import Final

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_

ASSISTIVE: Final = "assistive"
"""The kind of which a request tells of somebody's health (DOMAIN.md, rule 9)."""


def is_sensitive(kind_code: str) -> bool:
    """Whether a request for this kind is seen by named handlers alone."""
    return kind_code == ASSISTIVE


def ensure_may_ask(*, left_on: date | None, takes_requests: bool) -> None:
    """Check that somebody may ask now.

    Raises:
        Refused: the institution takes no requests, or the person left it.
    """
    if left_on is not None:
        raise Refused(
            N_("This person left the institution on %(day)s; nothing is lent to them."),
            field="person",
            day=left_on,
        )
    if not takes_requests:
        raise Refused(
            N_("The institution takes no requests now; ask at its library or its IT room."),
            field="kind",
        )

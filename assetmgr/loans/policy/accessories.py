"""What goes with a device, and what of it came back."""

from collections.abc import Mapping

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.loans.act.accessories import Accessory

MOST = 20
_CODES = tuple(one.value for one in Accessory)


def checked(told: Mapping[str, int]) -> dict[str, int]:
    """Counts by code, only those there are, in the order of the codes.

    Raises:
        Refused: a code is unknown, or a count is not from 0 to 20.
    """
    if not set(told).issubset(_CODES) or any(not 0 <= count <= MOST for count in told.values()):
        raise Refused(
            N_("An accessory is counted from 0 to %(most)s."), field="accessories", most=MOST
        )
    return {code: told[code] for code in _CODES if told.get(code)}


def missing(given: Mapping[str, int], back: Mapping[str, int]) -> dict[str, int]:
    """What was given and did not come back."""
    return {
        code: count - back.get(code, 0)
        for code, count in given.items()
        if count > back.get(code, 0)
    }

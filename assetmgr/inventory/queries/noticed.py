"""What was scanned in stocktakes and stands on no list, counted for lists."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy.orm import Session

from assetmgr.inventory.codes import Outcome
from assetmgr.inventory.models import StocktakeEntry
from assetmgr.inventory.policy.codes import thing
from assetmgr.inventory.queries.standing import standing_scans

_UNEXPECTED: Final = (Outcome.UNLISTED, Outcome.FOREIGN, Outcome.WRITTEN_OFF, Outcome.UNKNOWN)


def noticed(session: Session, stocktake_ids: Collection[int]) -> Mapping[int, int]:
    """Devices and codes that were scanned and not expected, each once; zero where there is none.

    A scan that read nothing is counted each time.
    """
    if not stocktake_ids:
        return {}
    columns = [
        StocktakeEntry.stocktake_id, StocktakeEntry.device_id, StocktakeEntry.code,
        StocktakeEntry.uuid,
    ]  # fmt: skip
    rows = session.execute(
        standing_scans(columns, StocktakeEntry.stocktake_id.in_(stocktake_ids)).where(
            StocktakeEntry.outcome.in_(_UNEXPECTED)
        )
    )
    things = {(key, thing(device_id, code) or uuid) for key, device_id, code, uuid in rows}
    return Counter(key for key, _thing in things)

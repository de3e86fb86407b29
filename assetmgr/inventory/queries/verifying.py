"""Whether a closed stocktake's rows are still those that were closed."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from assetmgr.inventory.codes import Result
from assetmgr.inventory.policy.sealing import rows_sha256
from assetmgr.inventory.queries.heads import Head
from assetmgr.inventory.queries.picture import Item, picture
from assetmgr.inventory.queries.sealed import sealed_rows


@dataclass(frozen=True, slots=True)
class Verified:
    """The sum as it was stored and as the rows give it now.

    `strange` are lines whose frozen result is not what the scans say, as sentences: where a row
    was tampered with they help to find it.
    """

    stored: str
    computed: str
    strange: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was changed since the closing."""
        return self.stored == self.computed


def verify(session: Session, head: Head) -> Verified:
    """Sum up the stored rows of a closed stocktake again."""
    items = picture(session, head).items
    return Verified(
        stored=head.rows_sha256 or "",
        computed=rows_sha256(*sealed_rows(session, head.id)),
        strange=tuple(line for item in items if (line := _strange(item))),
    )


def _strange(item: Item) -> str | None:
    frozen = item.device
    if frozen.result is not item.result:
        return f"{frozen.tag}: {_told(frozen.result)} by its row, {item.result} by the scans"
    if item.finding is None:
        return None
    if (
        frozen.found_at != item.finding.first.entry.at
        or frozen.found_room_id != item.finding.room_id
    ):
        return (
            f"{frozen.tag}: found at another time or in another room by its row than by the scans"
        )
    return None


def _told(result: Result | None) -> str:
    return result or "without a result"

"""What a reader of the device list asks for, as plain values."""

from dataclasses import dataclass
from enum import StrEnum

from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.queries.keyset import Cursor


class AgeBand(StrEnum):
    """Age in whole years (DOMAIN.md, 'Age on a day D'); `PAST_LIFE` may be of any age."""

    YOUNGER_THAN_3 = "younger_than_3"
    FROM_3_TO_5 = "from_3_to_5"
    FROM_5 = "from_5"
    PAST_LIFE = "past_life"
    UNKNOWN = "unknown"


class SortBy(StrEnum):
    """The columns by which the list is sorted."""

    TAG = "tag"
    MODEL = "model"
    ACQUIRED = "acquired"
    STATUS = "status"
    INSTITUTION = "institution"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters: None, or nothing at all, lets everything pass; they are joined by 'and'."""

    institution_id: int | None = None
    kind_id: int | None = None
    purpose: Purpose | None = None
    statuses: frozenset[Status] = frozenset()
    age: AgeBand | None = None
    room_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """The sort, and where the page begins: past `cursor`, on the side that it names."""

    by: SortBy = SortBy.TAG
    descending: bool = False
    cursor: Cursor | None = None

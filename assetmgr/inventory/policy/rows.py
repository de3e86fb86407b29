"""What the rules read: the expected list and the log, as plain rows."""

from dataclasses import dataclass
from datetime import datetime

from assetmgr.devices.codes import Status
from assetmgr.inventory.codes import Action, Condition, Decision, Outcome


@dataclass(frozen=True, slots=True)
class Line:
    """An expected device; `tag_key` is its tag as it compares.

    `decision` holds where somebody reviewed the line, which a note shows that is not None (it may
    be empty).
    """

    device_id: int
    tag_key: str
    room_id: int | None
    decision: Decision = Decision.NOTHING
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a phone told; `by` is whose phone it is, `phone` the phone's name.

    `room` is the name of its room; `asset_tag` to `status` are what the scanned device was, and
    `resolution` is why a code was set aside (models/phone.py).
    """

    id: int
    phone_id: int
    number: int
    uuid: str
    action: Action
    at: datetime
    target: str | None = None
    code: str | None = None
    outcome: Outcome | None = None
    device_id: int | None = None
    owner: str | None = None
    room_id: int | None = None
    note: str | None = None
    condition: Condition | None = None
    move_here: bool | None = None
    received_at: datetime | None = None
    is_late: bool = False
    resolved_by: str | None = None
    resolution: str | None = None
    room: str | None = None
    asset_tag: str | None = None
    kind_id: int | None = None
    model: str | None = None
    status: Status | None = None
    phone: str = ""
    by: str = ""

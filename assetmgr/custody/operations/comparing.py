"""A sweep of Google is compared with who borrowed; what is stored names no account."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.custody.models import CustodyDay
from assetmgr.custody.policy.verdicts import Compared, Used, compared
from assetmgr.custody.queries.lent import lent_chromebooks, told_on
from assetmgr.db.bulk import bulk_upsert
from sync.changes import Changes
from sync.records import Activity
from sync.users import Marks

Row = dict[str, Any]
_VALUES = ("institution_id", "act_id", "verdict", "other_device_id")


def custody_rows(session: Session, changes: Changes, marks: Marks, day: date) -> list[Row]:
    """The verdicts of `day`, the last whole one, on every lent Chromebook; nothing is written.

    What the first sweep after the day said stays: a later one may see who came after.
    """
    told = told_on(session, day)
    found = compared(lent_chromebooks(session, marks.of), _used(changes, day), day)
    return [_row(one, day) for one in found if one.lent.device_id not in told]


def write_custody(session: Session, rows: Iterable[Row]) -> None:
    """Store verdicts."""
    bulk_upsert(session, CustodyDay, rows, keys=("device_id", "day"), values=_VALUES)


def _used(changes: Changes, day: date) -> Mapping[int, Used]:
    return {
        key: Used(user, _last_use(changes.activity.get(key, {}), day))
        for key, user in changes.users.items()
    }


def _last_use(activity: Activity, day: date) -> date | None:
    return max((on for on, used in activity.items() if used > 0 and on <= day), default=None)


def _row(one: Compared, day: date) -> Row:
    return {
        "device_id": one.lent.device_id,
        "day": day,
        "institution_id": one.lent.institution_id,
        "act_id": one.lent.act_id,
        "verdict": one.verdict,
        "other_device_id": one.other_device_id,
    }

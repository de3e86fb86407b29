"""What became of a device's label."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.audit.models import AuditEntry
from assetmgr.evidence.models import LastSeen, Source

PRINTED: Final = "label_printed"
REPRINTED: Final = "label_reprinted"


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """How many times a label was printed, and when somebody last scanned it."""

    times: int
    scanned_at: datetime | None

    def scanned_since(self, printed_at: datetime | None) -> datetime | None:
        """When it was scanned since it was printed; None where it was not.

        A claimed blank code is printed and scanned at one moment.
        """
        scanned = self.scanned_at
        return scanned if scanned and printed_at and scanned >= printed_at else None


def label_facts(session: Session, device_id: int) -> LabelFacts:
    """What became of the label of a device, in one statement."""
    times = (
        select(func.count(AuditEntry.id))
        .where(
            AuditEntry.subject_type == "device",
            AuditEntry.subject_id == device_id,
            AuditEntry.action.in_((PRINTED, REPRINTED)),
        )
        .scalar_subquery()
    )
    scanned = (
        select(LastSeen.seen_at)
        .where(LastSeen.device_id == device_id, LastSeen.source == Source.SCAN)
        .scalar_subquery()
    )
    row = session.execute(select(times, scanned)).one()
    return LabelFacts(*row)

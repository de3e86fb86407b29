"""Which Chromebooks are lent, and to which addresses; for the sync alone."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from assetmgr.agreements.models import Terms
from assetmgr.custody.models import CustodyDay
from assetmgr.custody.policy.monitoring import SILENT
from assetmgr.custody.policy.verdicts import Lent
from assetmgr.db.bulk import bulk_read
from assetmgr.devices.models import Kind
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.people.models import Person


def lent_chromebooks(session: Session, mark: Callable[[str], bytes]) -> list[Lent]:
    """Every lent Chromebook of all institutions, but those of sensitive loans.

    Nor those lent on terms that say custody is not compared: who signed that is not compared.

    `mark` turns an address into its mark; the address itself does not leave this function.
    """
    rows = bulk_read(
        session,
        select(Act.device_id, Act.institution_id, Act.id, Act.issued_on, Person.email)
        .join(Person, Person.id == Act.person_id)
        .join(Kind, and_(Kind.id == Act.kind_id, Kind.code == "chromebook"))
        .join(Terms, Terms.id == Act.terms_id)
        .where(
            Act.status == ActStatus.ISSUED,
            Act.sensitive.is_(False),
            Terms.monitoring != SILENT,
        ),
    )
    return [
        Lent(device_id, place, act_id, issued_on, mark(email) if email else None)
        for device_id, place, act_id, issued_on, email in rows
        if issued_on is not None
    ]


def told_on(session: Session, day: date) -> set[int]:
    """The devices that have a verdict of this day."""
    rows = bulk_read(session, select(CustodyDay.device_id).where(CustodyDay.day == day))
    return {device_id for (device_id,) in rows}

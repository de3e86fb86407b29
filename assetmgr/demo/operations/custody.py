"""Two weeks of verdicts at one school, as if the comparing had been on until today.

Nothing shows them until it is switched on; the night clears them as everywhere else.
"""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.custody.codes import Verdict
from assetmgr.custody.models import CustodyDay
from assetmgr.custody.policy.proposing import SPAN
from assetmgr.db.bulk import bulk_insert
from assetmgr.demo.custody import last_users, swapped_pair
from assetmgr.devices.models import Kind
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.people.models import Person


def load_custody(session: Session, institution_id: int, until: date) -> None:
    """Write the verdicts on the school's lent Chromebooks up to the end of `until`."""
    acts = session.execute(
        select(Act.id, Act.device_id, Act.asset_tag, Act.issued_on, Person.email)
        .join(Person, Person.id == Act.person_id)
        .join(Kind, Kind.id == Act.kind_id)
        .where(
            Act.institution_id == institution_id,
            Act.status == ActStatus.ISSUED,
            Kind.code == "chromebook",
        )
    ).all()
    holders = {act.asset_tag: act.email for act in acts}
    devices = {act.asset_tag: act.device_id for act in acts}
    pair = swapped_pair(holders)
    used_by = last_users(holders, pair)
    other = {pair[0]: devices[pair[1]], pair[1]: devices[pair[0]]} if pair else {}
    days = [until - timedelta(days=back) for back in range(SPAN)]
    rows = (
        {
            "device_id": act.device_id,
            "day": day,
            "institution_id": institution_id,
            "act_id": act.id,
            "verdict": Verdict.NO if act.asset_tag in other else Verdict.YES,
            "other_device_id": other.get(act.asset_tag),
        }
        for act in acts
        for day in days
        if used_by[act.asset_tag] and day > act.issued_on
    )
    bulk_insert(session, CustodyDay, rows)

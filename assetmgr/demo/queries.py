"""Reading whether the register is empty, or a demonstration."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from assetmgr.demo.models import DemoLoad
from assetmgr.demo.people import DOMAIN
from assetmgr.institutions.models import Institution
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.people.models import Person


def is_demo(session: Session) -> bool:
    """Whether the reference municipality was loaded, whose data after 2024-09-01 are invented."""
    return session.scalar(select(DemoLoad.id).limit(1)) is not None


def is_empty(session: Session) -> bool:
    """Whether there is no institution yet."""
    return not session.scalar(select(exists(select(Institution.id))))


def demo_holders(session: Session) -> dict[str, str]:
    """Who has which device on loan: invented addresses by tag, where this is the demo.

    Without loans whose papers were changed since, so that who was said to have swapped and is
    noted so has not swapped once more.
    """
    if not is_demo(session):
        return {}
    rows = session.execute(
        select(Act.asset_tag, Person.email)
        .join(Person, Person.id == Act.person_id)
        .where(
            Act.status == ActStatus.ISSUED,
            Act.supersedes_id.is_(None),
            Person.email.endswith(f"@{DOMAIN}"),
        )
    )
    return {tag: email for tag, email in rows if email}

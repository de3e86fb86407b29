"""The whole load, in the order in which one thing needs the other."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy.orm import Session

from assetmgr.auth.operations import add_user, set_password
from assetmgr.db.errors import Refused
from assetmgr.demo.models import DemoLoad
from assetmgr.demo.operations.devices import load_devices
from assetmgr.demo.operations.evidence import load_evidence
from assetmgr.demo.operations.loans import load_loans
from assetmgr.demo.operations.people import load_borrowers
from assetmgr.demo.operations.places import load_places, load_told
from assetmgr.demo.operations.stocktakes import load_stocktakes
from assetmgr.demo.operations.surveys import load_surveys
from assetmgr.demo.operations.usage import load_usage
from assetmgr.demo.people import PASSWORD, PEOPLE
from assetmgr.demo.plan import build
from assetmgr.demo.queries import is_empty
from assetmgr.i18n.marks import N_

Progress = Callable[[str], None]


def load_demo(session: Session, *, until: date, now: datetime, progress: Progress) -> int:
    """Write the reference municipality as it stands at the end of `until`; the number of devices.

    Raises:
        Refused: the register is not empty.
    """
    if not is_empty(session):
        raise Refused(N_("The demo is loaded into an empty database only; this one has data."))
    progress("planning the municipality")
    plan = build(until)
    progress("institutions, rooms and headcounts")
    places = load_places(session, plan)
    load_told(session, plan, places)
    load_surveys(session)
    progress(f"{len(plan.devices)} devices and what happened to them")
    devices = load_devices(session, plan, places, now)
    progress("Chromebook activity since May 2024")
    load_usage(session, plan, devices)
    progress("when devices were last seen")
    load_evidence(session, devices, until)
    progress("stocktakes")
    load_stocktakes(session, places, until)
    progress("people")
    _load_people(session, places.institutions)
    load_borrowers(session, places.institutions, until, now)
    progress("loans")
    load_loans(session, places, devices, until)
    session.add(DemoLoad(until=until, loaded_at=now))
    return len(plan.devices)


def _load_people(session: Session, institutions: dict[str, int]) -> None:
    for one in PEOPLE:
        places = [institutions[one.institution]] if one.institution else []
        user = add_user(session, one.email, name=one.name, role=one.role, institution_ids=places)
        set_password(user, PASSWORD)

"""What is counted of loans, and for whom."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Device
from assetmgr.lending.queries.available import available
from assetmgr.lending.queries.figures import Figures, figures, lent_by_kind
from assetmgr.loans.codes import ReturnState
from assetmgr.loans.models import Act
from assetmgr.loans.operations.handing_out import Made
from assetmgr.loans.operations.taking_back import Brought, take_back
from assetmgr.loans.operations.undoing import undo_hand_out
from assetmgr.requests.codes import Channel, Reason, RequestStatus
from assetmgr.requests.models import LoanRequest
from tests.support.lending import lend, make_available
from tests.support.town import ACTOR, NOW, TODAY, Town

WHEN: dict[str, Any] = {"actor": ACTOR, "now": NOW, "today": TODAY}


def of(session: Session, town: Town, code: str, later: int = 0) -> Figures:
    place = town.institutions[code]
    return figures(session, [place], TODAY + timedelta(later))[place]


def device(session: Session, town: Town, tag: str) -> Device:
    return session.scalars(select(Device).where(Device.id == town.devices[tag])).one()


def back(session: Session, town: Town, made: Made, tag: str, state: ReturnState) -> None:
    take_back(session, made.act, device(session, town, tag), made.number, Brought(state), **WHEN)


def ask(session: Session, town: Town, name: str, kind: str, number: int, **told: Any) -> None:
    session.add(
        LoanRequest(
            institution_id=town.institutions["ABC"],
            number=number,
            person_id=town.persons[name],
            kind_id=town.kinds[kind],
            status=told.pop("status", RequestStatus.SUBMITTED),
            reason=Reason.NO_DEVICE,
            channel=Channel.BORROWER,
            submitted_at=NOW,
            **told,
        )
    )
    session.flush()


def test_nothing_lent_is_nothing_counted(town: Town, session: Session) -> None:
    assert of(session, town, "ABC") == Figures()


def test_a_loan_is_lent_then_overdue_then_lent_for_long(town: Town, session: Session) -> None:
    lend(session, town, "K-0001", "ada")
    assert of(session, town, "ABC") == Figures(lent=1)
    assert of(session, town, "ABC", 300) == Figures(lent=1, overdue=1)
    assert of(session, town, "ABC", 366) == Figures(lent=1, overdue=1, long=1)
    assert of(session, town, "XYZ") == Figures()


def test_a_device_that_came_back_is_lent_no_more_and_damaged_ones_count_for_the_year(
    town: Town, session: Session
) -> None:
    whole, broken = (lend(session, town, t, n) for t, n in (("K-0001", "ada"), ("K-0002", "emils")))
    back(session, town, whole, "K-0001", ReturnState.WORKING)
    back(session, town, broken, "K-0002", ReturnState.DAMAGED)
    assert of(session, town, "ABC") == Figures(damaged=1)
    assert of(session, town, "ABC", 370) == Figures()


def test_a_hand_out_that_was_undone_counts_nowhere(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    undo_hand_out(session, made.act, device(session, town, "K-0001"), made.number, **WHEN)
    assert of(session, town, "ABC") == Figures()
    assert lent_by_kind(session, [town.institutions["ABC"]], [TODAY]) == ()


def test_requests_wait_until_they_are_served_or_declined(town: Town, session: Session) -> None:
    ask(session, town, "ada", "laptop", 1)
    ask(session, town, "emils", "laptop", 2, status=RequestStatus.DECLINED)
    assert of(session, town, "ABC").waiting == 1


def test_lent_devices_are_counted_by_kind_on_each_day(town: Town, session: Session) -> None:
    lend(session, town, "K-0001", "ada")
    made = lend(session, town, "P-0001", "emils")
    made.act.issued_on = TODAY + timedelta(40)
    session.flush()
    days = [TODAY - timedelta(1), TODAY, TODAY + timedelta(40)]
    found = lent_by_kind(session, [town.institutions["ABC"]], days)
    assert [(one.code, one.counts) for one in found] == [
        ("chromebook", (0, 1, 1)),
        ("laptop", (0, 0, 1)),
    ]


def test_a_device_does_not_count_on_the_day_it_came_back(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    made.act.issued_on = TODAY - timedelta(9)
    back(session, town, made, "K-0001", ReturnState.WORKING)
    days = [TODAY - timedelta(1), TODAY]
    (found,) = lent_by_kind(session, [town.institutions["ABC"]], days)
    assert found.counts == (1, 0)


def test_assistive_devices_are_in_the_total_and_in_no_kind(town: Town, session: Session) -> None:
    act = session.scalars(select(Act).where(Act.id == lend(session, town, "K-0001", "ada").act.id))
    act.one().sensitive = True
    session.flush()
    assert of(session, town, "ABC").lent == 1
    assert lent_by_kind(session, [town.institutions["ABC"]], [TODAY]) == ()


def test_what_can_be_lent_is_told_by_kind_for_pupils_and_teachers(
    town: Town, session: Session
) -> None:
    make_available(session, town, "K-0001", "K-0002", "P-0002")
    ask(session, town, "ada", "chromebook", 1)
    ask(session, town, "emils", "chromebook", 2, sensitive=True)
    later = {"status": RequestStatus.POSTPONED, "postponed_until": TODAY + timedelta(7)}
    ask(session, town, "teacher", "chromebook", 3, **later)
    place = town.institutions["ABC"]
    found = available(session, [place, town.institutions["XYZ"]], TODAY)
    assert [(one.code, one.pupils, one.teachers, one.waiting) for one in found[place]] == [
        ("chromebook", 2, 0, 1),
        ("laptop", 0, 1, 0),
        ("tablet", 0, 0, 0),
    ]
    assert not any(one.pupils for one in found[town.institutions["XYZ"]])
    assert of(session, town, "ABC").waiting == 2
    assert available(session, [place], TODAY + timedelta(7))[place][0].waiting == 2
    assert of(session, town, "ABC", 7).waiting == 3

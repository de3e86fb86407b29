"""One device, one borrower: handed out, taken back, and everything that stands in the way."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from assetmgr.audit.models import AuditEntry
from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device, void_device
from assetmgr.devices.operations.by_act import Held, set_status_by_act
from assetmgr.evidence.models import LastSeen, Source
from assetmgr.loans.act.encoding import contents_sha256, from_json
from assetmgr.loans.codes import ActStatus, CaseKind, ReturnState
from assetmgr.loans.models import Act, ActContent, LoanCase
from assetmgr.loans.operations.handing_out import Made, Wish, hand_out, prepare
from assetmgr.loans.operations.issuing import cancel, issue
from assetmgr.loans.operations.taking_back import Brought, take_back
from assetmgr.loans.operations.undoing import undo_hand_out, undo_return
from assetmgr.people.models import Person
from tests.support.lending import agree, known, lend, make_available
from tests.support.town import ACTOR, NOW, TODAY, Town

WHEN: dict[str, Any] = {"actor": ACTOR, "now": NOW, "today": TODAY}


def device(session: Session, town: Town, tag: str) -> Device:
    return session.scalars(select(Device).where(Device.id == town.devices[tag])).one()


def returned(session: Session, town: Town, made: Made, tag: str, brought: Brought) -> Act:
    return take_back(session, made.act, device(session, town, tag), made.number, brought, **WHEN)


def wish(town: Town, tag: str = "K-0001", name: str = "ada") -> Wish:
    return Wish(town.devices[tag], town.persons[name])


def test_a_hand_out_makes_a_numbered_act_and_the_device_is_in_use(
    town: Town, session: Session
) -> None:
    made = lend(session, town, "K-0001", "ada", accessories={"charger": 1, "bag": 1})
    assert (made.number, made.act.status) == ("A-ABC-1", ActStatus.ISSUED)
    assert device(session, town, "K-0001").status is Status.IN_USE
    assert made.act.due_on == date(2025, 5, 31)
    assert made.contents.user.name == "Ada Ābele"
    assert made.contents.recipient.name == "Ada's guardian"


def test_what_stands_on_the_act_is_frozen_with_its_sum(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    person = session.scalars(select(Person).where(Person.id == town.persons["ada"])).one()
    person.name = "Somebody Else"
    session.flush()
    stored = session.scalars(select(ActContent).where(ActContent.act_id == made.act.id)).one()
    contents = from_json(stored.contents)
    assert contents == made.contents
    assert contents_sha256(contents) == made.act.contents_sha256


def test_numbers_have_no_gap_and_each_institution_its_own(town: Town, session: Session) -> None:
    numbers = [
        lend(session, town, "K-0001", "ada").number,
        lend(session, town, "K-0101", "zane").number,
        lend(session, town, "K-0002", "emils").number,
    ]
    assert numbers == ["A-ABC-1", "A-XYZ-1", "A-ABC-2"]


def test_an_employee_borrows_without_an_end_and_without_a_guardian(
    town: Town, session: Session
) -> None:
    make_available(session, town, "K-0001")
    made = hand_out(session, wish(town, name="teacher"), **WHEN)
    assert made.act.due_on is None
    assert made.contents.recipient.name == "Tija Tauriņa"


def test_a_return_frees_the_device_and_counts_what_came_with_it(
    town: Town, session: Session
) -> None:
    made = lend(session, town, "K-0001", "ada", accessories={"charger": 1, "bag": 1})
    returned(session, town, made, "K-0001", Brought(accessories={"charger": 1}))
    assert made.act.status is ActStatus.RETURNED
    assert made.act.return_state is ReturnState.WORKING
    assert made.act.accessories_back == {"charger": 1}
    assert device(session, town, "K-0001").status is Status.AVAILABLE
    assert lend(session, town, "K-0001", "emils").act.status is ActStatus.ISSUED


def test_a_damaged_return_opens_a_case(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    returned(session, town, made, "K-0001", Brought(ReturnState.DAMAGED, note="Saplīsis ekrāns"))
    case = session.scalars(select(LoanCase)).one()
    assert (case.kind, case.told, case.act_id) == (
        CaseKind.DAMAGE,
        "Saplīsis ekrāns",
        made.act.id,
    )
    assert device(session, town, "K-0001").status is Status.DAMAGED


def test_loans_tell_when_a_device_was_last_seen(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    seen = select(LastSeen.source, LastSeen.seen_at).where(LastSeen.device_id == made.act.device_id)
    assert session.execute(seen).all() == [(Source.LOAN, NOW)]


def test_the_trail_names_numbers_and_never_the_borrower(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    session.flush()
    entries = session.scalars(select(AuditEntry).where(AuditEntry.subject_type == "act")).all()
    assert [(one.action, one.subject_label) for one in entries] == [("issued", made.number)]
    trail = str([(one.before, one.after, one.subject_label) for one in entries])
    assert "Ada" not in trail
    assert "guardian" not in trail


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (Status.UNDER_REPAIR, "being repaired"),
        (Status.LOST, "noted as lost"),
        (Status.WRITTEN_OFF, "take another"),
        (Status.IN_USE, "used at school"),
    ],
)
def test_a_device_that_cannot_be_lent_says_what_to_do(
    town: Town, session: Session, status: Status, says: str
) -> None:
    make_available(session, town, "K-0001")
    agree(session, town, "ada")
    device(session, town, "K-0001").status = status
    with pytest.raises(Refused, match=says):
        hand_out(session, wish(town), **WHEN)


def test_nothing_is_lent_to_who_left(town: Town, session: Session) -> None:
    make_available(session, town, "K-0001")
    session.scalars(select(Person).where(Person.id == town.persons["ada"])).one().left_on = TODAY
    session.flush()
    with pytest.raises(Refused, match="left the institution"):
        hand_out(session, wish(town), **WHEN)


def test_a_pupil_of_another_school_is_refused(town: Town, session: Session) -> None:
    make_available(session, town, "K-0001")
    with pytest.raises(Refused, match="different institutions"):
        hand_out(session, wish(town, name="zane"), **WHEN)


def test_a_minor_needs_a_guardians_agreement(town: Town, session: Session) -> None:
    make_available(session, town, "K-0001")
    with pytest.raises(Refused, match="guardian has not agreed"):
        hand_out(session, wish(town), **WHEN)


def test_a_device_is_not_lent_twice(town: Town, session: Session) -> None:
    lend(session, town, "K-0001", "ada")
    agree(session, town, "emils")
    with pytest.raises(Refused, match="A-ABC-1"):
        hand_out(session, wish(town, name="emils"), **WHEN)


def test_a_lent_device_neither_moves_nor_changes_by_hand(town: Town, session: Session) -> None:
    lend(session, town, "K-0001", "ada")
    lent = device(session, town, "K-0001")
    for values in ({"status": Status.AVAILABLE}, {"institution_id": town.institutions["XYZ"]}):
        with pytest.raises(Refused, match="A-ABC-1"):
            change_device(session, lent, values, effective=TODAY, **WHEN)
        session.expire(lent)
    with pytest.raises(Refused, match="A-ABC-1"):
        void_device(session, lent, actor=ACTOR, now=NOW)


def test_what_is_not_lent_is_not_taken_back(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    returned(session, town, made, "K-0001", Brought())
    with pytest.raises(Refused, match="ended already"):
        returned(session, town, made, "K-0001", Brought())


def test_a_hand_out_is_undone_within_15_minutes_while_unsigned(
    town: Town, session: Session
) -> None:
    made = lend(session, town, "K-0001", "ada")
    late = {**WHEN, "now": NOW + timedelta(minutes=16)}
    lent = device(session, town, "K-0001")
    with pytest.raises(Refused, match="15 minutes"):
        undo_hand_out(session, made.act, lent, made.number, **late)
    undo_hand_out(session, made.act, lent, made.number, **WHEN)
    assert made.act.status is ActStatus.CANCELLED
    assert device(session, town, "K-0001").status is Status.AVAILABLE
    assert lend(session, town, "K-0001", "ada").number == "A-ABC-2"


def test_a_return_is_undone_with_the_case_it_opened(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    returned(session, town, made, "K-0001", Brought(ReturnState.DAMAGED))
    undo_return(session, made.act, device(session, town, "K-0001"), made.number, **WHEN)
    assert made.act.status is ActStatus.ISSUED
    assert device(session, town, "K-0001").status is Status.IN_USE
    assert session.scalars(select(LoanCase)).all() == []


def test_a_return_is_not_undone_once_the_device_is_lent_anew(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    returned(session, town, made, "K-0001", Brought())
    lend(session, town, "K-0001", "emils")
    with pytest.raises(Refused, match="lent already"):
        undo_return(session, made.act, device(session, town, "K-0001"), made.number, **WHEN)


def test_a_class_is_prepared_in_advance_and_drafts_wait_for_guardians(
    town: Town, session: Session
) -> None:
    make_available(session, town, "K-0001", "K-0002")
    agree(session, town, "ada")
    wishes = [wish(town), wish(town, "K-0002", "emils")]
    made = [known(session, one) for one in prepare(session, wishes, **WHEN)]
    assert [one.act.status for one in made] == [ActStatus.PREPARED, ActStatus.PREPARING]
    assert device(session, town, "K-0001").status is Status.RESERVED
    with pytest.raises(Refused, match="guardian"):
        issue(session, [one.act.id for one in made], **WHEN)
    issue(session, [made[0].act.id], **WHEN)
    assert made[0].act.status is ActStatus.ISSUED
    cancel(session, [made[1].act.id], **WHEN)
    assert device(session, town, "K-0002").status is Status.AVAILABLE


def test_what_was_prepared_for_who_left_is_not_issued(town: Town, session: Session) -> None:
    make_available(session, town, "K-0001")
    agree(session, town, "ada")
    made = prepare(session, [wish(town)], **WHEN)
    ada = session.scalars(select(Person).where(Person.id == town.persons["ada"])).one()
    ada.left_on = TODAY
    with pytest.raises(Refused, match="left the institution"):
        issue(session, [made[0].act.id], **WHEN)


def test_a_state_that_began_meanwhile_is_not_closed_as_the_one_before(
    town: Town, session: Session
) -> None:
    lend(session, town, "K-0001", "ada")
    before = Held(device(session, town, "K-0001"), TODAY - timedelta(days=1))
    with pytest.raises(StaleDataError):
        set_status_by_act(session, [before], Status.AVAILABLE, **WHEN)


@pytest.mark.parametrize("status", [Status.IN_RESERVE, Status.NEW])
def test_what_is_undone_or_cancelled_leaves_the_device_as_it_was(
    town: Town, session: Session, status: Status
) -> None:
    make_available(session, town, "K-0001", "K-0002")
    agree(session, town, "ada", "emils")
    for tag in ("K-0001", "K-0002"):
        device(session, town, tag).status = status
    session.flush()
    made = hand_out(session, wish(town), **WHEN)
    undo_hand_out(session, made.act, device(session, town, "K-0001"), made.number, **WHEN)
    waits = prepare(session, [wish(town, "K-0002", "emils")], **WHEN)
    cancel(session, [waits[0].act.id], **WHEN)
    assert [device(session, town, tag).status for tag in ("K-0001", "K-0002")] == [status] * 2


def test_an_assistive_device_is_lent_by_named_handlers_alone(town: Town, session: Session) -> None:
    make_available(session, town, "K-0001")
    device(session, town, "K-0001").purpose = Purpose.ASSISTIVE
    session.flush()
    assert lend(session, town, "K-0001", "ada").act.sensitive

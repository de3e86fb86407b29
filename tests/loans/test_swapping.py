"""A broken device is swapped in one step; a spare stands in until it is repaired."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.agreements.operations.terms import add_terms
from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device
from assetmgr.loans.codes import ActStatus, CaseKind, CaseStatus, ReturnState
from assetmgr.loans.models import LoanCase
from assetmgr.loans.operations.handing_out import Made
from assetmgr.loans.operations.reporting import report_case
from assetmgr.loans.operations.swapping import Swap, swap
from assetmgr.loans.operations.taking_back import WHOLE, Brought
from assetmgr.loans.queries.stand_ins import stand_ins
from assetmgr.requests.codes import Channel
from tests.support.lending import known, lend, make_available
from tests.support.town import ACTOR, NOW, TODAY, Town

WHEN: dict[str, Any] = {"actor": ACTOR, "now": NOW, "today": TODAY}
BROKEN = Brought(ReturnState.DAMAGED, Status.NEEDS_REPAIR, note="Ekrāns")


def device(session: Session, town: Town, tag: str) -> Device:
    return session.scalars(select(Device).where(Device.id == town.devices[tag])).one()


@pytest.fixture
def adas(town: Town, session: Session) -> Made:
    """Ada's loan of K-0001, with K-0002 free."""
    make_available(session, town, "K-0002")
    return lend(session, town, "K-0001", "ada", accessories={"charger": 1, "bag": 1})


def swapped(
    session: Session,
    town: Town,
    adas: Made,
    old: str = "K-0001",
    new: str = "K-0002",
    brought: Brought = BROKEN,
    *,
    until_repaired: bool = False,
) -> Made:
    wanted = Swap(town.devices[new], brought, until_repaired)
    made = swap(session, adas.act, device(session, town, old), adas.number, wanted, **WHEN)
    return known(session, made)


def test_a_swap_ends_one_act_and_issues_another_with_the_same_day_person_and_accessories(
    town: Town, session: Session, adas: Made
) -> None:
    new = swapped(session, town, adas)
    session.flush()
    old = adas.act
    assert (old.status, old.device_after, old.superseded_at) == (
        ActStatus.RETURNED, Status.NEEDS_REPAIR, NOW,
    )  # fmt: skip
    assert (new.act.status, new.act.supersedes_id) == (ActStatus.ISSUED, old.id)
    assert (new.act.person_id, new.act.due_on) == (old.person_id, old.due_on)
    assert new.act.accessories == {"charger": 1, "bag": 1}
    assert (adas.number, new.number, new.contents.supersedes) == ("A-ABC-1", "A-ABC-2", "A-ABC-1")
    assert device(session, town, "K-0001").status is Status.NEEDS_REPAIR
    assert device(session, town, "K-0002").status is Status.IN_USE


def test_an_overdue_or_open_ended_loan_keeps_its_day(
    town: Town, session: Session, adas: Made
) -> None:
    adas.act.due_on = date(2024, 1, 1)
    session.flush()
    assert swapped(session, town, adas).act.due_on == date(2024, 1, 1)
    teachers = lend(session, town, "K-0003", "teacher")
    make_available(session, town, "K-0004")
    assert swapped(session, town, teachers, "K-0003", "K-0004").act.due_on is None


def test_new_terms_need_no_new_agreement_in_the_middle_of_a_loan(
    town: Town, session: Session, adas: Made
) -> None:
    add_terms(
        session, adas.act.institution_id, title="Jauni", text="1. Jauni", liability="x",
        liability_limit_eur=None, dispute="x", monitoring="x", actor=ACTOR, now=NOW,
    )  # fmt: skip
    new = swapped(session, town, adas)
    assert new.act.terms_id == adas.act.terms_id
    assert new.contents.terms.title == adas.contents.terms.title


def test_a_damaged_one_opens_one_case_with_what_the_borrower_reported(
    town: Town, session: Session, adas: Made
) -> None:
    told: dict[str, Any] = {"actor": ACTOR, "now": NOW}
    report_case(session, adas.act, CaseKind.FAULT, "Neieslēdzas", Channel.BORROWER, **told)
    session.flush()
    swapped(session, town, adas)
    session.flush()
    case = session.scalars(select(LoanCase)).one()
    assert (case.kind, case.status, case.told) == (
        CaseKind.DAMAGE, CaseStatus.OPEN, "Neieslēdzas\nEkrāns",
    )  # fmt: skip


@pytest.mark.parametrize("tag", ["K-0001", "K-0003", "K-0101"])
def test_what_cannot_be_lent_takes_no_place(
    town: Town, session: Session, adas: Made, tag: str
) -> None:
    with pytest.raises(Refused), session.begin_nested():
        swapped(session, town, adas, new=tag)
    session.refresh(adas.act)
    assert adas.act.status is ActStatus.ISSUED


def test_a_spare_stands_in_until_the_repaired_one_takes_its_place_again(
    town: Town, session: Session, adas: Made
) -> None:
    spare = swapped(session, town, adas, until_repaired=True)
    session.flush()
    assert spare.act.replaces_id == adas.act.id
    (row,) = stand_ins(session, town.institutions["ABC"])
    assert (row.spare_tag, row.awaited_tag, row.is_ready) == ("K-0002", "K-0001", False)
    repaired = device(session, town, "K-0001")
    change_device(session, repaired, {"status": Status.AVAILABLE}, effective=TODAY, **WHEN)
    assert stand_ins(session, town.institutions["ABC"])[0].is_ready
    back = swapped(session, town, spare, "K-0002", "K-0001", WHOLE)
    session.flush()
    assert (back.act.device_id, back.act.replaces_id) == (repaired.id, None)
    assert device(session, town, "K-0002").status is Status.AVAILABLE
    assert stand_ins(session, town.institutions["ABC"]) == []


def test_a_second_spare_waits_for_the_same_repair(town: Town, session: Session, adas: Made) -> None:
    first = swapped(session, town, adas, until_repaired=True)
    make_available(session, town, "K-0003")
    second = swapped(session, town, first, "K-0002", "K-0003", until_repaired=True)
    assert second.act.replaces_id == adas.act.id

"""A correction supersedes: the old act as it was signed, a new one with its own number."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.loans.act.encoding import contents_sha256, from_json
from assetmgr.loans.act.signature import Signer
from assetmgr.loans.codes import ActStatus, CaseKind, CaseStatus
from assetmgr.loans.models import Act, ActContent, Extension, LoanCase
from assetmgr.loans.operations.correcting import Correction, correct, undo_correction
from assetmgr.loans.operations.handing_out import Made
from assetmgr.loans.operations.renewing import extend, grant, refuse
from assetmgr.loans.operations.signing import sign
from assetmgr.loans.operations.taking_back import take_back
from assetmgr.loans.operations.undoing import undo_hand_out
from assetmgr.requests.codes import Channel
from tests.support.lending import lend
from tests.support.town import ACTOR, NOW, TODAY, Town

WHEN: dict[str, Any] = {"actor": ACTOR, "now": NOW, "today": TODAY}
TELLING: dict[str, Any] = {**WHEN, "address": "https://example.lv/my"}
JUNE = date(2025, 6, 15)


def content_of(session: Session, act: Act) -> ActContent:
    return session.scalars(select(ActContent).where(ActContent.act_id == act.id)).one()


def corrected(session: Session, act: Act, **told: Any) -> Act:
    usual = {"due_on": act.due_on, "accessories": act.accessories, "condition": None}
    wanted = Correction(**{**usual, **told})
    return correct(session, act, content_of(session, act), "ABC", wanted, **WHEN)


def asked_longer(session: Session, made: Made, until: date = JUNE) -> Extension:
    act = made.act
    asked = Extension(
        institution_id=act.institution_id,
        act_id=act.id,
        person_id=act.person_id,
        wanted_until=until,
        asked_at=NOW,
    )
    session.add(asked)
    session.flush()
    return asked


def test_the_new_act_says_it_right_and_names_the_old_one(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    new = corrected(session, made.act, due_on=JUNE, accessories={"bag": 1}, condition="Skramba")
    contents = from_json(content_of(session, new).contents)
    assert (contents.number, contents.supersedes) == ("A-ABC-2", "A-ABC-1")
    assert (contents.due_on, contents.device.condition) == (JUNE, "Skramba")
    assert [(one.code, one.count) for one in contents.accessories] == [("bag", 1)]
    assert new.contents_sha256 == contents_sha256(contents)
    assert (new.status, new.supersedes_id, new.signed_at) == (ActStatus.ISSUED, made.act.id, None)


def test_the_old_act_stays_as_it_was_signed(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    content = content_of(session, made.act)
    told: dict[str, Any] = {"signer": Signer.USER, "typed_name": "Ada Ābele"}
    sign(session, made.act, content, made.number, **told, actor=ACTOR, now=NOW)
    before, total = dict(content.contents), made.act.contents_sha256
    corrected(session, made.act, accessories={})
    session.expire_all()
    assert content_of(session, made.act).contents == before
    assert (made.act.contents_sha256, made.act.signed_at) == (total, NOW)
    assert (made.act.status, made.act.superseded_at) == (ActStatus.RETURNED, NOW)


def test_the_device_stays_with_its_borrower(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    new = corrected(session, made.act, accessories={})
    device = session.scalars(select(Device).where(Device.id == made.act.device_id)).one()
    assert (device.status, new.person_id) == (Status.IN_USE, made.act.person_id)
    take_back(session, new, device, "A-ABC-2", **WHEN)
    assert device.status is Status.AVAILABLE


def test_what_waits_on_the_loan_goes_along(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    asked = asked_longer(session, made)
    case = LoanCase(
        institution_id=made.act.institution_id,
        act_id=made.act.id,
        person_id=made.act.person_id,
        kind=CaseKind.FAULT,
        status=CaseStatus.OPEN,
        channel=Channel.DESK,
        told_at=NOW,
    )
    session.add(case)
    session.flush()
    new = corrected(session, made.act, accessories={})
    assert (asked.act_id, case.act_id) == (new.id, new.id)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({}, "Nothing differs"),
        ({"due_on": TODAY}, "future"),
        ({"accessories": {"charger": 99}}, "counted from"),
        ({"accessories": {"horse": 1}}, "counted from"),
    ],
)
def test_a_senseless_correction_is_refused(
    town: Town, session: Session, told: dict[str, Any], says: str
) -> None:
    made = lend(session, town, "K-0001", "ada")
    with pytest.raises(Refused, match=says):
        corrected(session, made.act, **told)


def test_an_ended_act_is_not_corrected(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    corrected(session, made.act, accessories={})
    with pytest.raises(Refused, match="Only an act that is issued"):
        corrected(session, made.act, accessories={"bag": 1})


def test_a_correction_is_undone_and_can_be_made_anew(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    new = corrected(session, made.act, accessories={})
    late = {**WHEN, "now": NOW + timedelta(minutes=16)}
    with pytest.raises(Refused, match="15 minutes"):
        undo_correction(session, new, made.act, "ABC", **late)
    undo_correction(session, new, made.act, "ABC", **WHEN)
    assert (new.status, made.act.status) == (ActStatus.CANCELLED, ActStatus.ISSUED)
    assert made.act.superseded_at is None
    again = corrected(session, made.act, accessories={})
    assert (again.number, again.supersedes_id) == (3, made.act.id)


def test_a_correction_is_not_undone_as_if_it_were_a_hand_out(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    new = corrected(session, made.act, accessories={})
    device = session.scalars(select(Device).where(Device.id == made.act.device_id)).one()
    with pytest.raises(Refused, match="undo the correction"):
        undo_hand_out(session, new, device, "A-ABC-2", **WHEN)


def test_an_extension_moves_the_day_and_leaves_the_act(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    extend(session, made.act, JUNE, made.number, **TELLING)
    assert made.act.due_on == JUNE
    assert from_json(content_of(session, made.act).contents).due_on == date(2025, 5, 31)


def test_who_asked_is_answered_by_the_extension(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    asked = asked_longer(session, made)
    extend(session, made.act, JUNE, made.number, **TELLING)
    assert (asked.granted, asked.decided_by) == (True, ACTOR.name)


def test_a_question_is_granted_or_refused_once(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    first = asked_longer(session, made)
    no: dict[str, Any] = {"address": TELLING["address"], "actor": ACTOR, "now": NOW}
    refuse(session, made.act, first, made.number, answer="Vajag citam", **no)
    assert (first.granted, first.answer, made.act.due_on) == (
        False,
        "Vajag citam",
        date(2025, 5, 31),
    )
    second = asked_longer(session, made)
    grant(session, made.act, second, made.number, **TELLING)
    assert (second.granted, made.act.due_on) == (True, JUNE)
    with pytest.raises(Refused, match="answered already"):
        grant(session, made.act, second, made.number, **TELLING)


@pytest.mark.parametrize("until", [date(2025, 5, 31), TODAY, date(2040, 1, 1)])
def test_only_a_later_day_within_reason_extends(town: Town, session: Session, until: date) -> None:
    made = lend(session, town, "K-0001", "ada")
    with pytest.raises(Refused):
        extend(session, made.act, until, made.number, **TELLING)

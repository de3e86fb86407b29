"""An act is signed once, by strokes or by a name that stands on it; a reprint stays the same."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.models import Terms
from assetmgr.agreements.policy.evidence import examined
from assetmgr.audit.models import AuditEntry
from assetmgr.db.errors import Refused
from assetmgr.devices.models import Device
from assetmgr.institutions.models import Institution
from assetmgr.loans.act.document import write_act
from assetmgr.loans.act.signature import Signer
from assetmgr.loans.codes import Paper
from assetmgr.loans.models import Act, ActContent
from assetmgr.loans.operations.handing_out import Made
from assetmgr.loans.operations.renewing import extend
from assetmgr.loans.operations.signing import attach, note_rumis, sign
from assetmgr.loans.operations.taking_back import take_back
from assetmgr.loans.operations.undoing import undo_hand_out
from assetmgr.loans.policy.strokes import MOST_POINTS, strokes_of
from assetmgr.loans.queries.contents import drawn
from assetmgr.people.models import Guardian, Person
from tests.agreements.containers import asice
from tests.support.lending import lend
from tests.support.town import ACTOR, NOW, TODAY, Town

BY: dict[str, Any] = {"actor": ACTOR, "now": NOW}
STROKES = (((0.1, 0.2), (0.5, 0.9), (0.9, 0.1)),)


def content_of(session: Session, made: Made) -> ActContent:
    return session.scalars(select(ActContent).where(ActContent.act_id == made.act.id)).one()


def signed(session: Session, made: Made, **told: Any) -> Act:
    told = {"signer": Signer.USER, **(told or {"strokes": STROKES})}
    return sign(session, made.act, content_of(session, made), made.number, **told, **BY)


def printed(session: Session, made: Made) -> bytes:
    (one,) = drawn(session, [made.act.id])
    file = BytesIO()
    write_act(file, one.contents, one.signature)
    return file.getvalue()


def test_strokes_make_a_signed_act_that_is_not_undone(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    signed(session, made)
    assert (made.act.signed_at, made.act.signed_how) == (NOW, SignedHow.SCREEN)
    (one,) = drawn(session, [made.act.id])
    assert one.signature is not None
    assert one.signature.strokes == STROKES
    device = session.scalars(select(Device).where(Device.id == made.act.device_id)).one()
    with pytest.raises(Refused, match="signed"):
        undo_hand_out(session, made.act, device, made.number, today=TODAY, **BY)


@pytest.mark.parametrize(
    ("signer", "name", "kept"),
    [
        (Signer.USER, "Ada Ābele", "Ada Ābele"),
        (Signer.USER, "ada  abele", "Ada Ābele"),
        (Signer.RECIPIENT, "ada's guardian", "Ada's guardian"),
    ],
)
def test_a_keyboard_signs_by_the_signers_name_as_it_stands_on_the_act(
    town: Town, session: Session, signer: Signer, name: str, kept: str
) -> None:
    made = lend(session, town, "K-0001", "ada")
    signed(session, made, signer=signer, typed_name=name)
    (one,) = drawn(session, [made.act.id])
    assert one.signature is not None
    assert (one.signature.signer, one.signature.name, one.signature.strokes) == (signer, kept, ())


@pytest.mark.parametrize(
    ("signer", "name"),
    [
        (Signer.USER, ""),
        (Signer.USER, "Ada"),
        (Signer.USER, "Ada's guardian"),
        (Signer.RECIPIENT, "Ada Ābele"),
        (Signer.RECIPIENT, "Emīls Egle"),
    ],
)
def test_another_name_signs_nothing(
    town: Town, session: Session, signer: Signer, name: str
) -> None:
    made = lend(session, town, "K-0001", "ada")
    with pytest.raises(Refused, match="exactly as they stand"):
        signed(session, made, signer=signer, typed_name=name)
    assert made.act.signed_at is None


def test_a_pupils_signature_is_under_the_pupils_name(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    signed(session, made)
    (one,) = drawn(session, [made.act.id])
    assert one.signature is not None
    assert (one.signature.name, one.contents.recipient.name) == ("Ada Ābele", "Ada's guardian")


def test_an_act_is_signed_once_and_not_after_its_end(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    signed(session, made)
    with pytest.raises(Refused, match="signed already"):
        signed(session, made)
    other = lend(session, town, "K-0002", "emils")
    device = session.scalars(select(Device).where(Device.id == other.act.device_id)).one()
    take_back(session, other.act, device, other.number, today=TODAY, **BY)
    with pytest.raises(Refused, match="not returned"):
        signed(session, other)


def test_a_reprint_equals_the_original_whatever_was_renamed_since(
    town: Town, session: Session
) -> None:
    made = lend(session, town, "K-0001", "ada")
    signed(session, made)
    original = printed(session, made)
    session.scalars(select(Person).where(Person.id == made.act.person_id)).one().name = "Other"
    for guardian in session.scalars(select(Guardian)):
        guardian.name = "Other"
    place = session.scalars(
        select(Institution).where(Institution.id == made.act.institution_id)
    ).one()
    place.name, place.contact_name = "Renamed", "Somebody"
    device = session.scalars(select(Device).where(Device.id == made.act.device_id)).one()
    device.serial_number, device.notes = "OTHER", "x"
    session.scalars(select(Terms).where(Terms.id == made.act.terms_id)).one().title = "Other"
    note_rumis(session, made.act, "PNA-1", made.number, **BY)
    until = made.act.due_on
    assert until is not None
    later = until.replace(day=30, month=6)
    extend(session, made.act, later, made.number, address="", today=TODAY, **BY)
    session.flush()
    session.expire_all()
    assert printed(session, made) == original
    assert b"/Title" in original


def test_a_signed_copy_is_kept_with_its_sum_and_signs_the_act(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    file = examined("akts.pdf", b"%PDF-1.4 signed by pen")
    paper = attach(session, made.act, Paper.SIGNED_ACT, file, made.number, **BY)
    assert (paper.sha256, paper.size) == (file.sha256, len(file.content))
    assert made.act.signed_how is SignedHow.PAPER
    other = lend(session, town, "K-0002", "emils")
    attach(session, other.act, Paper.SIGNED_ACT, examined("a.edoc", asice("X")), other.number, **BY)
    assert other.act.signed_how is SignedHow.CONTAINER


def test_the_trail_says_how_and_not_who(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    signed(session, made, typed_name="Ada Ābele")
    note_rumis(session, made.act, "PNA-1", made.number, **BY)
    note_rumis(session, made.act, "PNA-1", made.number, **BY)
    session.flush()
    of_acts = select(AuditEntry).where(AuditEntry.subject_type == "act").order_by(AuditEntry.id)
    rows = session.scalars(of_acts).all()
    assert [one.action for one in rows] == ["issued", "signed", "rumis number"]
    assert "Ada" not in str([(one.before, one.after) for one in rows])


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "[", "{}", "[[[1]]]", "[[[2, 0]]]", "[[[true, 0]]]", '[[["a", 0]]]', "[[]]", "[]",
        "[[[0.5, 0.5]]]", "[[[NaN, 0], [1, 1]]]", "[" * 5000, "null",
        json.dumps([[[0.1, 0.1], [0.9, 0.9]] * MOST_POINTS]),
    ],
)  # fmt: skip
def test_what_is_no_signature_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        strokes_of(text)


part = st.floats(0, 1)


@given(st.lists(st.lists(st.tuples(part, part), min_size=1, max_size=30), max_size=10))
def test_any_drawing_is_read_as_it_was_drawn_or_refused(told: list[Any]) -> None:
    try:
        found = strokes_of(json.dumps(told))
    except Refused:
        return
    assert [len(stroke) for stroke in found] == [len(stroke) for stroke in told]
    for stroke, drawn_one in zip(found, told, strict=True):
        for (x, y), (was_x, was_y) in zip(stroke, drawn_one, strict=True):
            assert abs(x - was_x) <= 0.0001
            assert abs(y - was_y) <= 0.0001

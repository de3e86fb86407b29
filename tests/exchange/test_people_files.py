"""Importing class lists: who is who, what changes, what is refused, and taking it back."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from assetmgr.audit.models import AuditEntry
from assetmgr.db.errors import Refused
from assetmgr.db.secrets import Cipher
from assetmgr.extensions import config_of
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Guardian, PeopleBatch, Person, PersonalCode
from assetmgr.people.operations.sensitive import set_support
from assetmgr.people.operations.undoing import UNDOABLE, forget_old_undo, undo_batch
from assetmgr.requests.codes import Channel, Reason, RequestStatus
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.operations.deciding import decline, postpone
from tests.exchange.files import IMPORTER, LATER
from tests.exchange.register import rows
from tests.people import lists
from tests.people.lists import (
    cipher_of,
    classes,
    faults,
    figures,
    imported,
    imported_file,
    people,
    pupil,
    undone,
)
from tests.support.asking import ask
from tests.support.command import CommandLine
from tests.support.sql import counted
from tests.support.town import NOW, TODAY, Town
from tests.support.writing import written

CODE = "010110-21234"
NO_CHECK = "020210-20001"


@pytest.fixture
def abc(town: Town) -> int:
    """The institution that the lists are of."""
    return town.institutions["ABC"]


def everything(app: Flask) -> list[Any]:
    """All that is stored of people, but for versions."""
    columns = [one for one in Person.__table__.columns if one.name != "version"]
    attributes = [getattr(Person, one.name) for one in columns]
    of_guardians = (Guardian.person_id, Guardian.name, Guardian.email, Guardian.phone)
    of_codes = (PersonalCode.person_id, PersonalCode.digest, PersonalCode.encrypted)
    return [
        rows(app, select(*those).order_by(those[0]))
        for those in (attributes, of_guardians, of_codes)
    ]


def test_a_list_adds_whom_the_register_does_not_know(app: Flask, abc: int) -> None:
    plan = imported(
        app,
        pupil("Jānis Bērziņš", "6 A", email="Janis@School.Example", external_id="17"),
        {"institution": "ABC", "first_name": "Ilze", "last_name": "Kalna", "role": "skolotāja"},
    )
    assert figures(plan) == (2, 0, 0, 0)
    found = people(app, abc)
    janis, ilze = found["Jānis Bērziņš"], found["Ilze Kalna"]
    assert (janis.class_name, janis.email, janis.external_id) == (
        "6.a",
        "janis@school.example",
        "17",
    )
    assert (ilze.role, ilze.class_name) == (PersonRole.EMPLOYEE, None)
    assert len(janis.key) == 12


def test_the_same_list_once_more_changes_nothing(app: Flask, abc: int) -> None:
    row = pupil(
        "A B", email="a@x.lv", personal_code=CODE, guardian_name="G", guardian_phone="20000"
    )
    imported(app, row, pupil("C D"))
    before = everything(app)
    assert figures(imported(app, row, pupil("C D"))) == (0, 0, 2, 0)
    assert everything(app) == before


@pytest.mark.parametrize(
    "key",
    [{"external_id": "17"}, {"personal_code": CODE}, {"email": "a@x.lv"}],
    ids=["number", "code", "e-mail"],
)
def test_a_person_is_known_again_by_any_key(app: Flask, abc: int, key: dict[str, str]) -> None:
    imported(app, pupil("Anna Balta", "5.a", **key))
    plan = imported(app, pupil("Anna Melna", "6.b", **key))
    assert figures(plan) == (0, 1, 0, 0)
    assert classes(app, abc)["Anna Melna"] == "6.b"
    assert [(move.before, move.after, move.count) for move in plan.moves] == [("5.a", "6.b", 1)]


def test_without_a_key_a_name_moves_to_the_next_class_whatever_its_spelling(
    app: Flask, abc: int
) -> None:
    imported(app, pupil("Jānis Bērziņš", "5.a"))
    plan = imported(app, pupil("JANIS BERZINS", "6.a"))
    assert figures(plan) == (0, 1, 0, 0)
    assert "known by their name alone" in plan.report.warnings[0].text


def test_a_namesake_in_a_class_far_away_is_somebody_else(app: Flask, abc: int) -> None:
    imported(app, pupil("Jānis Bērziņš", "12.a"))
    plan = imported(app, {**pupil("Jānis  Bērziņš", "1.a"), "email": "j@x.lv"})
    assert figures(plan) == (1, 0, 0, 0)
    assert "is in 12.a" in plan.report.warnings[0].text


def test_two_namesakes_of_whom_either_may_be_meant_are_refused(app: Flask, abc: int) -> None:
    imported(app, pupil("A B", "5.a"), pupil("A B", "6.a"))
    plan = imported(app, pupil("A B", "6.a"), pupil("A B", "7.a"))
    assert [(row, column) for row, column, _ in faults(plan)] == [(2, "name"), (3, "name")]
    assert "5.a, 6.a" in faults(plan)[0][2]


def test_two_rows_about_one_person_name_each_other(app: Flask, abc: int) -> None:
    imported(app, pupil("A B", external_id="1", email="a@x.lv"))
    plan = imported(app, pupil("A B", external_id="1"), pupil("Other", email="a@x.lv"))
    assert (3, None, "Row 2 is about the same person.") in faults(plan)
    same = imported(app, pupil("C D"), pupil("c d"))
    assert same.report.faults[0].values == {"row": 2}


def test_a_number_and_a_code_of_two_people_are_refused(app: Flask, abc: int) -> None:
    imported(app, pupil("A B", external_id="1"), pupil("C D", personal_code=CODE))
    plan = imported(app, pupil("A B", external_id="1", personal_code=CODE))
    assert faults(plan)[0][1] == "personal_code"


def test_an_address_that_somebody_keeps_is_refused_and_two_may_swap_theirs(
    app: Flask, abc: int
) -> None:
    imported(app, pupil("A B", external_id="1", email="a@x.lv"))
    imported(app, pupil("C D", external_id="2", email="c@x.lv"))
    taken = imported(app, pupil("A B", external_id="1", email="c@x.lv"))
    assert faults(taken) == [(2, "email", "Somebody at this institution has that e-mail.")]
    swapped = imported(
        app,
        pupil("A B", external_id="1", email="c@x.lv"),
        pupil("C D", external_id="2", email="a@x.lv"),
    )
    assert figures(swapped) == (0, 2, 0, 0)


def test_a_blank_cell_keeps_what_is_there(app: Flask, abc: int) -> None:
    told = {"email": "a@x.lv", "guardian_name": "G", "birth_date": "01.02.2010"}
    imported(app, pupil("A B", external_id="1", **told))
    before = everything(app)
    assert figures(imported(app, pupil("A B", "", external_id="1"))) == (0, 0, 1, 0)
    assert everything(app) == before


def guardians_of(app: Flask, name: str) -> list[Any]:
    """Name, e-mail and telephone of whoever answers for somebody."""
    told = select(Guardian.name, Guardian.email, Guardian.phone)
    mine = told.join(Person, Person.id == Guardian.person_id).where(Person.name == name)
    return rows(app, mine.order_by(Guardian.id))


def test_what_a_file_tells_of_guardians_goes_over_what_is_there(app: Flask, abc: int) -> None:
    first = {"guardian_name": "One", "guardian_email": "one@x.lv", "guardian_phone": "20000001"}
    imported(app, pupil("A B", **first, guardian2_name="Two", guardian2_phone="20000002"))
    imported(app, pupil("A B", guardian_phone="20000003"))
    two = ("Two", None, "20000002")
    assert guardians_of(app, "A B") == [("One", "one@x.lv", "20000003"), two]
    assert figures(imported(app, pupil("A B", guardian_name="ONE")))[1] == 1
    imported(app, pupil("A B", guardian_name="Three"))
    assert guardians_of(app, "A B") == [("Three", None, None), two], "somebody else: no old address"
    imported(app, pupil("A B", guardian_name="Two"))
    assert [one[0] for one in guardians_of(app, "A B")] == ["Two"], "told at another place"


def test_a_guardian_without_a_name_is_called_by_the_address(app: Flask, abc: int) -> None:
    imported(app, pupil("A B", guardian_email="Three@X.lv"))
    assert guardians_of(app, "A B") == [("three@x.lv", "three@x.lv", None)]
    imported(app, pupil("A B", guardian_name="Three"))
    assert guardians_of(app, "A B") == [("Three", "three@x.lv", None)]


def test_an_address_of_somebody_who_is_told_apart_is_refused(app: Flask, abc: int) -> None:
    imported(app, pupil("Anna A", email="a@x.lv", personal_code=CODE))
    other = imported(app, pupil("Beta B", email="a@x.lv", personal_code=NO_CHECK))
    assert faults(other)[0][:2] == (2, "email")
    imported(app, pupil("Cita C", email="c@x.lv"))
    renamed = imported(app, pupil("Dace D", email="c@x.lv"))
    assert [(one.row, one.column) for one in renamed.report.warnings] == [(2, "email")]


def test_after_the_secret_key_changed_a_code_finds_its_person(
    app: Flask, abc: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = pupil("A B", personal_code=CODE)
    imported(app, row)
    new = Cipher("n" * 40, [config_of(app).secret_key])
    monkeypatch.setattr(lists, "cipher_of", lambda _app: new)
    assert figures(imported(app, row)) == (0, 1, 0, 0)
    digits = CODE.replace("-", "")
    assert rows(app, select(PersonalCode.digest)) == [(new.digest(digits),)]
    assert figures(imported(app, row)) == (0, 0, 1, 0)


def test_a_name_that_begins_with_the_surname_makes_no_double(app: Flask, abc: int) -> None:
    imported(app, pupil("Anna Bērziņa"))
    row = {"institution": "ABC", "uzvārds, vārds": "Bērziņa, Anna", "klase": "5.a"}
    assert figures(imported(app, row)) == (0, 0, 1, 0)
    plan = imported(app, pupil("Bērziņa Anna"))
    assert "is in 5.a" in plan.report.warnings[0].text


def test_an_address_to_which_no_letter_can_be_sent_is_refused(app: Flask, abc: int) -> None:
    for address in ("jānis@x.lv", "a.@x.lv"):
        plan = imported(app, pupil("A B", email=address))
        assert [(row, column) for row, column, _ in faults(plan)] == [(2, "email")]


def test_whom_a_handler_noted_something_of_is_not_undone(app: Flask, abc: int) -> None:
    imported(app, pupil("A B", "5.a"))
    with written(app) as session:
        found = session.scalars(select(Person).where(Person.name == "A B")).one()
        set_support(session, found, has_support=True, actor=IMPORTER, now=NOW)
    with pytest.raises(Refused, match="something was asked, lent or noted since"):
        undone(app, abc)


def test_of_a_day_of_birth_only_coming_of_age_is_kept_and_a_code_tells_it_too(
    app: Flask, abc: int
) -> None:
    imported(app, pupil("A B", birth_date="29.02.2008"), pupil("C D", personal_code=CODE))
    found = people(app, abc)
    assert str(found["A B"].adult_on) == "2026-03-01"
    assert str(found["C D"].adult_on) == "2028-01-01"


def test_a_code_without_its_check_digit_is_a_warning(app: Flask, abc: int) -> None:
    plan = imported(app, pupil("A B", personal_code=NO_CHECK), pupil("C D", personal_code="12"))
    assert [(one.row, one.column) for one in plan.report.warnings] == [(2, "personal_code")]
    assert faults(plan) == [(3, "personal_code", "A personal code has 11 digits, as 010105-12345.")]


def test_a_personal_code_stands_nowhere_in_the_clear(app: Flask, abc: int) -> None:
    plan = imported(app, pupil("A B", personal_code=CODE, email="a@x.lv"))
    plan = imported(app, pupil("A B", personal_code=NO_CHECK, email="a@x.lv"))
    bare = [code.replace("-", "") for code in (CODE, NO_CHECK)]
    undo = json.dumps(rows(app, select(PeopleBatch.undo)), default=str)
    told = repr(plan) + undo + repr(rows(app, select(AuditEntry.before, AuditEntry.after)))
    assert not [code for code in (*bare, CODE, NO_CHECK) if code in told]
    (stored,) = rows(app, select(PersonalCode.encrypted, PersonalCode.digest))
    assert bare[1].encode() not in stored[0]
    assert cipher_of(app).decrypt(stored[0]).decode() == bare[1]
    assert stored[1] == cipher_of(app).digest(bare[1])


def test_a_whole_list_marks_who_left_and_brings_back_who_returned(
    app: Flask, town: Town, abc: int
) -> None:
    assert figures(imported(app, pupil("Ada Ābele", "6.a"), whole=True)) == (0, 0, 1, 1)
    found = people(app, abc)
    assert found["Emīls Egle"].left_on == LATER
    assert found["Tija Tauriņa"].left_on is None, "employees are not on a list of pupils"
    assert figures(imported(app, pupil("Emīls Egle", "6.a"))) == (0, 1, 0, 0)
    assert people(app, abc)["Emīls Egle"].left_on is None


def test_who_is_not_on_a_part_of_the_list_stays(app: Flask, town: Town, abc: int) -> None:
    imported(app, pupil("Ada Ābele", "6.a"))
    assert classes(app, abc)["Emīls Egle"] == "6.a"


def test_the_trail_names_nobody(app: Flask, abc: int) -> None:
    imported(app, pupil("Anna Balta", "5.a", external_id="1", guardian_name="Some Parent"))
    imported(app, pupil("Anna Melna", "6.a", external_id="1", email="anna@x.lv"), whole=True)
    told = rows(
        app,
        select(AuditEntry.action, AuditEntry.subject_label, AuditEntry.before, AuditEntry.after)
        .where(AuditEntry.subject_type == "person")
        .order_by(AuditEntry.id),
    )
    assert [one[0] for one in told] == ["created", "changed", "left", "left"]
    assert told[1][2] == {"name": "changed", "class_name": "5.a", "email": "changed"}
    text = repr(told)
    assert not [word for word in ("Anna", "Balta", "Melna", "anna@x.lv", "Parent") if word in text]


def test_an_import_is_undone_exactly(app: Flask, abc: int) -> None:
    imported(
        app,
        pupil("A B", "5.a", external_id="1", personal_code=CODE, guardian_name="G", email="a@x.lv"),
        pupil("C D", "5.a", external_id="2", email="c@x.lv"),
    )
    before = everything(app)
    imported(
        app,
        pupil(
            "A Z", "6.a", external_id="1", personal_code=NO_CHECK, guardian_name="H", email="c@x.lv"
        ),
        pupil("C D", "6.a", external_id="2", email="a@x.lv", birth_date="2010-01-01"),
        pupil("New One", "1.a", external_id="3", guardian_name="N", personal_code="03031021111"),
        whole=True,
    )
    assert everything(app) != before
    undone(app, abc)
    after = everything(app)
    assert after[0] == before[0]
    assert sorted(after[1]) == sorted(before[1])
    assert after[2] == before[2]
    assert rows(app, select(PeopleBatch.undo).order_by(PeopleBatch.id.desc()).limit(1)) == [(None,)]


def requests(app: Flask) -> list[Any]:
    return rows(
        app,
        select(
            LoanRequest.person_id,
            LoanRequest.status,
            LoanRequest.decided_at,
            LoanRequest.postponed_until,
        ).order_by(LoanRequest.id),
    )


def test_who_leaves_by_a_list_waits_for_nothing_and_does_again_when_it_is_undone(
    app: Flask, town: Town, abc: int
) -> None:
    told: dict[str, Any] = {"address": "https://x", "actor": IMPORTER, "now": NOW}
    with written(app) as session:
        ask(session, town, "emils")
        laptop = ask(session, town, "emils", "laptop")
        postpone(session, laptop, TODAY + timedelta(days=30), today=TODAY, **told)
        ask(session, town, "ada")
        decline(session, ask(session, town, "emils", "tablet"), "no tablets", **told)
    before = requests(app)
    imported(app, pupil("Ada Ābele", "6.a"), whole=True)
    assert [one[1] for one in requests(app)] == [
        RequestStatus.WITHDRAWN,
        RequestStatus.WITHDRAWN,
        RequestStatus.SUBMITTED,
        RequestStatus.DECLINED,
    ]
    trail = select(AuditEntry.subject_label).where(AuditEntry.action == "withdrawn")
    assert rows(app, trail.order_by(AuditEntry.id)) == [("P-ABC-1",), ("P-ABC-2",)]
    undone(app, abc)
    assert requests(app) == before


def test_what_was_changed_since_is_not_undone(app: Flask, abc: int) -> None:
    imported(app, pupil("A B", "5.a"))
    with written(app) as session:
        session.scalars(select(Person).where(Person.name == "A B")).one().class_name = "5.b"
    with pytest.raises(Refused, match="1 of these people were changed since"):
        undone(app, abc)


def test_whom_an_import_added_and_who_asked_for_a_device_since_stays(
    app: Flask, town: Town, abc: int
) -> None:
    imported(app, pupil("A B", "5.a"))
    with written(app) as session:
        session.add(
            LoanRequest(
                institution_id=abc,
                number=1,
                person_id=people(app, abc)["A B"].id,
                kind_id=town.kinds["chromebook"],
                status=RequestStatus.SUBMITTED,
                reason=Reason.NO_DEVICE,
                channel=Channel.DESK,
                submitted_at=NOW,
            )
        )
    with pytest.raises(Refused, match=r"something was asked, lent or noted since \(A B\)"):
        undone(app, abc)
    assert "A B" in people(app, abc)


def test_only_the_newest_import_is_undone_and_not_after_30_days(app: Flask, abc: int) -> None:
    imported(app, pupil("A B", "5.a"))
    imported(app, pupil("C D", "5.a"))
    with written(app) as session:
        first = session.scalars(select(PeopleBatch).order_by(PeopleBatch.id)).first()
        assert first is not None
        with pytest.raises(Refused, match="Only the newest"):
            undo_batch(session, first, actor=IMPORTER, now=NOW)
    with written(app) as session:
        newest = session.scalars(select(PeopleBatch).order_by(PeopleBatch.id.desc())).first()
        assert newest is not None
        with pytest.raises(Refused, match="this one is older"):
            undo_batch(session, newest, actor=IMPORTER, now=NOW + UNDOABLE)
        assert forget_old_undo(session, NOW + UNDOABLE) == 2
    assert set(people(app, abc)) >= {"A B", "C D"}


def test_another_schools_people_are_out_of_sight(app: Flask, town: Town) -> None:
    before = people(app, town.institutions["XYZ"])["Zane Zīle"].version
    assert figures(imported(app, pupil("Zane Zīle", "6.a", email="zane@school.example"))) == (
        1,
        0,
        0,
        0,
    )
    assert people(app, town.institutions["XYZ"])["Zane Zīle"].version == before


def test_the_command_says_what_it_did_in_json(
    app: Flask,
    town: Town,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Iestāde;Vārds;Uzvārds;Klase;Personas kods\nABC;Ada;Ābele;7.a;020210-20001\n")
    command = CommandLine(app, monkeypatch, capsys)
    dry = command.run("people", "import", str(file), "--dry-run", "--whole", "--json")
    ran = command.run("people", "import", str(file), "--whole", "--json")
    assert (ran.code, json.loads(ran.out)) == (0, json.loads(dry.out))
    told = json.loads(ran.out)
    assert [told[name] for name in ("rows", "created", "updated", "unchanged", "left")] == [
        1,
        0,
        1,
        0,
        1,
    ]
    assert told["errors"] == []
    assert {one["column"] for one in told["warnings"]} == {"personal_code", None}
    assert "020210" not in ran.out + ran.err


def test_a_long_list_takes_few_statements(app: Flask, abc: int) -> None:
    told = "institution,name,class_name,external_id,guardian_name,personal_code\n"
    lines = [
        f"ABC,Child {n},{n % 12 + 1}.a,{n},Parent {n},{n:06d}-2{n % 10000:04d}" for n in range(300)
    ]
    content = (told + "\n".join(lines)).encode()
    with counted(app) as statements:
        plan = imported_file(app, content)
    assert plan.report.created == 300
    assert len(statements) <= 16
    again = content.replace(b".a,", b".b,")
    with counted(app) as statements:
        assert imported_file(app, again).report.updated == 300
    assert len(statements) <= 16
    assert rows(app, select(func.count(PeopleBatch.id))) == [(2,)]

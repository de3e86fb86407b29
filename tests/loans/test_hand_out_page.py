"""The hand-out desk: a scan for each device, and a sentence for all that stands in the way."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from assetmgr.agreements.models import Consent
from assetmgr.audit.actor import Actor, Via
from assetmgr.auth.codes import Role
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.loans.policy.desk import card_url
from tests.loans.desk import PART, desk_of, scan
from tests.support.lending import agree, lend, make_available
from tests.support.pages import reader
from tests.support.sql import counted, dialect_of
from tests.support.town import Town
from tests.support.writing import written

PAGE = "/lending/hand-out?class=6.a"
OTHER = Actor("somebody else", Via.WEB)


@pytest.fixture
def ready(app: Flask, town: Town) -> Town:
    """Two Chromebooks can be lent, and both guardians agreed."""
    with written(app) as session:
        make_available(session, town, "K-0001", "K-0002")
        agree(session, town, "ada", "emils")
    return town


def acts(app: Flask) -> list[tuple[str, ActStatus, int]]:
    with written(app) as session:
        rows = session.execute(select(Act.asset_tag, Act.status, Act.person_id).order_by(Act.id))
        return [(tag, status, person) for tag, status, person in rows]


def hand(client: FlaskClient, town: Town, code: str, name: str = "ada", **told: Any) -> str:
    person = town.persons[name] if name else ""
    return scan(client, PAGE, code=code, person=person, **told).text


def test_the_class_stands_in_latvian_order_with_what_each_has(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    with written(app) as session:
        lend(session, ready, "K-0003", "emils")
    page = admin.get(PAGE).text
    assert page.index("Ada Ābele") < page.index("Emīls Egle")
    assert "Zane" not in page
    line = page[page.index(f'id="line-{ready.persons["emils"]}"') :]
    assert "K-0003" in line[: line.index("</li>")]
    assert re.search(r'id="person" name="person" value="(\d+)"', page)


@pytest.mark.parametrize(
    "code",
    ["k-0001", "HTTPS://REGISTER.EXAMPLE/D/K-0001", "SN0001K"],
    ids=["tag", "label", "serial"],
)
def test_a_scan_lends_to_whoever_is_marked(
    app: Flask, ready: Town, admin: FlaskClient, code: str
) -> None:
    answer = hand(admin, ready, code)
    assert "K-0001 is handed to Ada Ābele" in answer
    assert f'data-served="{ready.persons["ada"]}"' in answer
    assert acts(app) == [("K-0001", ActStatus.ISSUED, ready.persons["ada"])]


def test_without_a_script_the_page_comes_back_with_the_next_one_marked(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    told = {"code": "K-0001", "person": ready.persons["ada"]}
    answer = desk_of(admin, PAGE, told)
    assert answer.status_code == 200
    assert f'name="person" value="{ready.persons["emils"]}"' in answer.text
    assert "K-0001 is handed to Ada Ābele" in answer.text


def test_what_goes_with_it_and_the_day_of_return_stand_on_the_act(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    told: dict[str, Any] = {
        "extra-charger": 1,
        "extra-bag": 1,
        "due_on": "2099-01-31",
        "usual_due_on": "2098-05-31",
    }
    hand(admin, ready, "K-0001", condition="Skrāpējums", **told)
    with written(app) as session:
        act = session.scalars(select(Act)).one()
        assert act.accessories == {"charger": 1, "bag": 1}
        assert str(act.due_on) == "2099-01-31"


def test_the_usual_day_of_return_is_the_institutions_own_rule(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    hand(admin, ready, "K-0001", "teacher", due_on="2098-05-31", usual_due_on="2098-05-31")
    with written(app) as session:
        assert session.scalars(select(Act)).one().due_on is None


def test_a_card_or_a_name_chooses_who_is_served(ready: Town, admin: FlaskClient) -> None:
    emils = f'data-chosen="{ready.persons["emils"]}"'
    with pytest.MonkeyPatch.context():
        assert emils in hand(admin, ready, card_url("https://register.example", "KEYEMILS"))
        assert emils in hand(admin, ready, "emil")
        assert "Several people" not in hand(admin, ready, "egle")


def test_a_name_that_several_have_is_asked_for(app: Flask, ready: Town, admin: FlaskClient) -> None:
    answer = hand(admin, ready, "e", "")
    assert f'data-choose="{ready.persons["emils"]}"' in answer or "data-chosen" in answer


def test_a_device_used_at_school_is_lent_by_a_press(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    answer = hand(admin, ready, "K-0004")
    assert "K-0004 is used at school" in answer
    assert "Mark as available and hand out" in answer
    assert "K-0004 is handed to" in hand(admin, ready, "K-0004", fix="available")


def test_a_device_used_at_school_is_lent_when_it_is_scanned_once_more(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    first = hand(admin, ready, "K-0004")
    moment = re.search(r'name="again_at" form="desk-form" value="(\d+)"', first)
    assert moment
    at_once = hand(admin, ready, "K-0004", again="K-0004", again_at=int(moment[1]) + 1)
    assert "used at school" in at_once
    later = hand(admin, ready, "K-0004", again="K-0004", again_at=int(moment[1]) - 5)
    assert "K-0004 is handed to" in later


def test_a_missing_consent_is_noted_with_a_press(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    with written(app) as session:
        make_available(session, town, "K-0001")
    answer = hand(admin, town, "K-0001")
    assert "The guardian agreed on paper" in answer
    assert "Ada&#39;s guardian" in answer
    told = {"fix": "consent", "guardian_name": "Aija Ābele"}
    assert "K-0001 is handed to Ada" in hand(admin, town, "K-0001", **told)
    with written(app) as session:
        assert session.scalars(select(Consent.guardian_name)).one() == "Aija Ābele"


def test_a_device_somebody_else_has_is_taken_back_with_a_press(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    with written(app) as session:
        lend(session, ready, "K-0001", "emils", actor=OTHER)
    answer = hand(admin, ready, "K-0001")
    assert "K-0001 is lent to Emīls Egle, act A-ABC-1" in answer
    assert "K-0001 is handed to Ada" in hand(admin, ready, "K-0001", fix="back")
    ada, emils = (ready.persons[name] for name in ("ada", "emils"))
    assert acts(app) == [
        ("K-0001", ActStatus.RETURNED, emils),
        ("K-0001", ActStatus.ISSUED, ada),
    ]


def test_a_scanner_that_sends_twice_makes_one_act_and_no_error(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    hand(admin, ready, "K-0001")
    again = scan(admin, PAGE, code="K-0001", person=ready.persons["ada"])
    assert (again.status_code, "has K-0001 already" in again.text) == (200, True)
    for_the_next = scan(admin, PAGE, code="K-0001", person=ready.persons["emils"])
    assert (for_the_next.status_code, "a moment ago" in for_the_next.text) == (200, True)
    assert "data-served" not in for_the_next.text
    assert len(acts(app)) == 1


def test_a_prepared_device_is_handed_to_whom_it_is_for(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    desk_of(admin, "/lending/classes?class=6.a", {f"device-{ready.persons['emils']}": "K-0002"})
    answer = hand(admin, ready, "K-0002")
    assert "K-0002 is prepared for Emīls Egle" in answer
    assert "K-0002 is handed to Emīls Egle" in hand(admin, ready, "K-0002", fix="issue")
    assert acts(app) == [("K-0002", ActStatus.ISSUED, ready.persons["emils"])]


def test_what_was_prepared_for_whoever_is_marked_is_handed_over_at_once(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    desk_of(admin, "/lending/classes?class=6.a", {f"device-{ready.persons['emils']}": "K-0002"})
    assert "K-0002 is handed to Emīls Egle" in hand(admin, ready, "K-0002", "emils")


def test_a_device_used_at_school_is_lent_though_consent_lacks_as_well(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    assert "K-0004 is used at school" in hand(admin, town, "K-0004")
    assert "The guardian agreed on paper" in hand(admin, town, "K-0004", fix="available")
    told = {"fix": "consent", "guardian_name": "Aija Ābele"}
    assert "K-0004 is handed to Ada" in hand(admin, town, "K-0004", **told)
    assert acts(app) == [("K-0004", ActStatus.ISSUED, town.persons["ada"])]


def test_a_consent_is_kept_though_something_else_stands_in_the_way(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    told = {"fix": "consent", "guardian_name": "Aija Ābele"}
    assert "K-0004 is used at school" in hand(admin, town, "K-0004", **told)
    with written(app) as session:
        assert session.scalars(select(Consent.guardian_name)).one() == "Aija Ābele"


def test_a_device_taken_back_from_another_says_that_consent_lacks(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    with written(app) as session:
        lend(session, town, "K-0001", "emils", actor=OTHER)
    answer = hand(admin, town, "K-0001", fix="back")
    assert "The guardian agreed on paper" in answer
    assert acts(app) == [("K-0001", ActStatus.RETURNED, town.persons["emils"])]


@pytest.mark.parametrize("marked", ["ada", "emils"])
def test_a_draft_that_is_scanned_asks_for_its_own_pupils_guardian(
    app: Flask, town: Town, admin: FlaskClient, marked: str
) -> None:
    with written(app) as session:
        make_available(session, town, "K-0001")
    ada = town.persons["ada"]
    desk_of(admin, "/lending/classes?class=6.a", {f"device-{ada}": "K-0001"})
    if marked == "emils":
        assert "K-0001 is prepared for Ada" in hand(admin, town, "K-0001", marked)
    answer = hand(admin, town, "K-0001", marked, **({"fix": "issue"} if marked == "emils" else {}))
    assert "The guardian agreed on paper" in answer
    assert f'name="person" value="{ada}"' in answer
    told = {"fix": "consent", "guardian_name": "Aija Ābele"}
    assert "K-0001 is handed to Ada" in hand(admin, town, "K-0001", "ada", **told)


def test_a_foreign_device_is_told_by_its_owners_short_name_alone(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    answer = hand(admin, ready, "K-0101")
    assert "It belongs to XYZ" in answer
    assert "chromebook" not in answer.lower()


@pytest.mark.parametrize("code", ["", "K-9999", "no such name"])
def test_what_means_nothing_changes_nothing(
    app: Flask, ready: Town, admin: FlaskClient, code: str
) -> None:
    answer = scan(admin, PAGE, code=code, person=ready.persons["ada"])
    assert answer.status_code == 422
    assert acts(app) == []


def test_a_foreign_pupil_is_nobody_here(app: Flask, ready: Town, admin: FlaskClient) -> None:
    answer = scan(admin, PAGE, code="K-0001", person=ready.persons["zane"])
    assert (answer.status_code, "no such person" in answer.text) == (422, True)
    assert "Zane" not in answer.text
    foreign_card = card_url("https://register.example", "KEYZANE")
    assert "Unknown code" in hand(admin, ready, foreign_card)
    assert admin.get(f"{PAGE}&person={ready.persons['zane']}").status_code == 404


def test_today_stands_on_the_page_and_is_undone(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    hand(admin, ready, "K-0001")
    page = admin.get(PAGE).text
    act_id = int(re.search(r'id="done-(\d+)"', page)[1])  # type: ignore[index]
    assert 'name="was" value="issued"' in page
    answer = scan(admin, PAGE, f"/lending/desk/{act_id}/undo", was="issued")
    assert "undone" in answer.text
    assert f'id="line-{ready.persons["ada"]}"' in answer.text
    assert acts(app) == [("K-0001", ActStatus.CANCELLED, ready.persons["ada"])]
    again = scan(admin, PAGE, f"/lending/desk/{act_id}/undo", was="issued")
    assert (again.status_code, "undone" in again.text) == (200, True)


def test_after_15_minutes_nothing_is_undone(app: Flask, ready: Town, admin: FlaskClient) -> None:
    hand(admin, ready, "K-0001")
    with written(app) as session:
        act = session.scalars(select(Act)).one()
        assert act.issued_at
        act.issued_at -= timedelta(minutes=16)
        act_id = act.id
    assert "data-until" not in admin.get(PAGE).text
    answer = scan(admin, PAGE, f"/lending/desk/{act_id}/undo", was="issued")
    assert answer.status_code == 422
    assert acts(app)[0][1] is ActStatus.ISSUED


def test_another_schools_act_is_not_there(app: Flask, ready: Town, admin: FlaskClient) -> None:
    with written(app) as session:
        act_id = lend(session, ready, "K-0101", "zane").act.id
    for address in (f"/lending/desk/{act_id}/undo", f"/lending/desk/{act_id}/take-back"):
        assert scan(admin, PAGE, address).status_code == 404


def test_the_municipality_sees_no_names_and_its_viewers_no_desk(
    app: Flask, ready: Town, city: FlaskClient, viewer: FlaskClient
) -> None:
    page = city.get("/lending/hand-out?institution=ABC&class=6.a").text
    assert "The municipality sees no names here" in page
    assert "Ada" not in page
    assert viewer.get(PAGE).status_code == 403
    assert viewer.get("/lending/take-back").status_code == 403
    assert viewer.get("/lending/classes?class=6.a").status_code == 403


def test_a_teacher_hands_out(app: Flask, ready: Town, staff: FlaskClient) -> None:
    assert "K-0004 is handed to" in hand(staff, ready, "K-0004", fix="available")
    with written(app) as session:
        tag = select(Device.status).where(Device.asset_tag == "K-0004")
        assert session.scalars(tag).one() is Status.IN_USE


def test_a_hand_out_takes_few_statements(app: Flask, ready: Town, admin: FlaskClient) -> None:
    hand(admin, ready, "K-0001")
    page = admin.get(PAGE).text
    with counted(app) as statements:
        answer = desk_of(
            admin, PAGE, {"code": "K-0002", "person": ready.persons["emils"]}, page, **PART
        )
    assert answer.status_code == 200
    expected = {"sqlite": 10, "postgresql": 4}[dialect_of(app)]
    assert len(statements) == expected, "\n".join(statements)


def test_the_page_takes_as_many_statements_for_one_as_for_two(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    with counted(app) as statements:
        admin.get(PAGE)
    assert len(statements) == 8, "\n".join(statements)


def test_a_class_list_with_codes_is_a_pdf_and_names_nobody_in_its_address(
    ready: Town, admin: FlaskClient
) -> None:
    answer: TestResponse = admin.get("/lending/classes/codes.pdf?class=6.a")
    assert answer.data.startswith(b"%PDF")
    assert admin.get("/lending/classes/codes.pdf?class=9.z").status_code == 404


def test_nobody_borrows_at_the_desk_by_themselves(app: Flask, ready: Town) -> None:
    borrower = reader(app, ready, Role.BORROWER)
    assert borrower.get(PAGE).status_code == 403


def test_a_person_alone_leads_to_the_class(app: Flask, ready: Town, admin: FlaskClient) -> None:
    for name, group in (("ada", "class=6.a"), ("teacher", "group=employees")):
        person = ready.persons[name]
        response = admin.get(f"/lending/hand-out?institution=ABC&person={person}")
        assert response.location is not None
        assert group in response.location
        page = admin.get(response.location).text
        assert f'id="line-{person}"' in page
        assert f'name="person" value="{person}"' in page
    assert admin.get(f"/lending/hand-out?person={ready.persons['zane']}").status_code == 404

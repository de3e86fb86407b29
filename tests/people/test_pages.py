"""The pages of people: who sees what, and what they can do there."""

import re
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from assetmgr.audit.models import AuditEntry
from assetmgr.auth.codes import Role
from assetmgr.auth.models import Membership, User
from assetmgr.db.transaction import begin_writing
from assetmgr.exchange.models import ImportDraft
from assetmgr.extensions import db
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Guardian, Person, PersonalCode, SocialSupport
from assetmgr.people.operations.trail import SUPPORT_SET
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.models import LoanRequest
from tests.exchange.register import rows
from tests.people.lists import cipher_of, imported, people, pupil
from tests.support.asking import ask
from tests.support.browser import csrf_token
from tests.support.lending import lend
from tests.support.pages import reader, send
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written

CODE = "010110-21234"
LIST = (
    "Skolēns;Kl.;Personas kods;Piezīmes\nAda Ābele;7.a;{code};secret note\nJauna Meitene;1.b;;x\n"
)


@pytest.fixture
def ada(town: Town) -> str:
    """The address of a pupil of ABC."""
    return f"/people/{town.persons['ada']}"


def actions(app: Flask) -> list[str]:
    """What the trail says was done to people."""
    statement = select(AuditEntry.action).where(AuditEntry.subject_type == "person")
    return [action for (action,) in rows(app, statement.order_by(AuditEntry.id))]


def post(client: FlaskClient, address: str, **told: str) -> TestResponse:
    """Send a form with the token of some page."""
    token = csrf_token(client.get("/people/").text)
    return client.post(address, data={"csrf_token": token, **told})


def test_the_list_has_the_classes_and_who_is_in_them(admin: FlaskClient) -> None:
    page = admin.get("/people/?class=6.a").text
    assert page.index("Ada Ābele") < page.index("Emīls Egle")
    assert "Tija Tauriņa" not in page
    assert "Tija Tauriņa" in admin.get("/people/?group=employees").text
    assert "Zane" not in admin.get("/people/").text


def test_a_name_is_looked_for_by_its_beginning_and_stands_in_no_address(
    admin: FlaskClient,
) -> None:
    page = post(admin, "/people/", q="egl emi").text
    assert "Emīls Egle" in page
    assert "Ada Ābele" not in page
    assert not re.search(r'href="[^"]*egl', page)


def test_five_hundred_people_are_paged_and_cost_the_same(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    admin.get("/people/")
    with counted(app) as few:
        admin.get("/people/")
    imported(
        app, *(pupil(f"Bērns {n:03d}", f"{n % 12 + 1}.a", external_id=str(n)) for n in range(500))
    )
    with counted(app) as many:
        page = admin.get("/people/").text
    assert len(many) == len(few) <= 5
    seen = set(re.findall(r"Bērns \d{3}", page))
    while following := re.search(r'rel="next" href="([^"]+)"', page):
        page = admin.get(following[1].replace("&amp;", "&")).text
        found = set(re.findall(r"Bērns \d{3}", page))
        assert not found & seen
        seen |= found
    assert len(seen) == 500


def test_the_page_of_a_person_costs_a_fixed_number_of_statements(
    app: Flask, town: Town, admin: FlaskClient, ada: str
) -> None:
    admin.get(ada)
    with counted(app) as statements:
        page = admin.get(ada).text
    assert "Ada&#39;s guardian" in page
    assert "Nothing is on loan." in page
    assert len(statements) <= 8
    assert "Ada" not in re.findall(r"<title>(.*?)</title>", page)[0]


def test_the_page_of_a_person_has_the_loans_and_leads_to_the_agreement(
    app: Flask, town: Town, admin: FlaskClient, ada: str
) -> None:
    with written(app) as session:
        lend(session, town, "K-0001", "ada")
    page = admin.get(ada).text
    assert "A-ABC-1" in page
    assert f"/lending/agreements/{town.persons['ada']}" in page
    assert "agreed" in page


def test_the_page_of_a_person_leads_to_the_desk_until_they_leave(
    town: Town, ada: str, admin: FlaskClient
) -> None:
    way = f"/lending/hand-out?institution=ABC&amp;person={town.persons['ada']}"
    assert way in admin.get(ada).text
    assert "Ada" in admin.get(way.replace("&amp;", "&"), follow_redirects=True).text
    assert post(admin, f"{ada}/left").status_code == 302
    assert way not in admin.get(ada).text


@pytest.mark.parametrize("page", ["people", "lending/rumis", "lending/personal-data"])
def test_each_page_of_lending_is_marked_in_the_rail(admin: FlaskClient, page: str) -> None:
    rail = admin.get(f"/{page}", follow_redirects=True).text.split("</nav>")[0]
    assert len(re.findall('aria-current="page"', rail)) == 1


def test_a_name_is_looked_for_while_somebody_writes(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    token = csrf_token(admin.get("/people/").text)
    told = {"csrf_token": token, "q": "egl"}
    with app.app_context():
        engine = db.engine
    with Session(engine) as writer:  # on SQLite the only one that may write until it ends
        begin_writing(writer)
        assert "Emīls Egle" in admin.post("/people/", data=told).text


def test_a_person_is_added_corrected_gone_and_back(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    told = {"role": "pupil", "name": "Jauns Zēns", "class_name": "3 b", "guardian_email": "G@x.lv"}
    added = send(admin, "/people/new", {**told, "email": "Z@School.example", "personal_code": CODE})
    assert added.status_code == 302
    person = people(app, town.institutions["ABC"])["Jauns Zēns"]
    assert (person.class_name, person.email) == ("3.b", "z@school.example")
    address = f"/people/{person.id}"
    changed = {**told, "name": "Jauns Zēns", "class_name": "4.b", "version": str(person.version)}
    assert send(admin, f"{address}/edit", changed).status_code == 302
    assert send(admin, f"{address}/edit", changed).status_code == 422, "somebody changed it since"
    assert post(admin, f"{address}/left").status_code == 302
    assert "Has left" in admin.get(address).text
    assert post(admin, f"{address}/left").status_code == 409
    assert post(admin, f"{address}/back").status_code == 302
    assert actions(app) == ["created", "changed", "left", "back"]
    assert rows(app, select(PersonalCode.person_id)) == [(person.id,)], "a blank keeps the code"


def test_who_is_marked_as_gone_waits_for_nothing(
    app: Flask, town: Town, admin: FlaskClient, ada: str
) -> None:
    with written(app) as session:
        ask(session, town, "ada")
    assert post(admin, f"{ada}/left").status_code == 302
    assert rows(app, select(LoanRequest.status)) == [(RequestStatus.WITHDRAWN,)]
    trail = select(AuditEntry.action).where(AuditEntry.subject_type == "request")
    assert rows(app, trail.order_by(AuditEntry.id)) == [("submitted",), ("withdrawn",)]


def test_a_taken_address_is_refused_beside_its_field(admin: FlaskClient) -> None:
    told = {"role": "pupil", "name": "N", "email": "ADA@school.example"}
    page = send(admin, "/people/new", told)
    assert page.status_code == 422
    assert "Somebody at this institution has that e-mail." in page.text


def test_a_personal_code_is_masked_shown_by_a_press_and_found_by_its_value(
    app: Flask, town: Town, admin: FlaskClient, ada: str
) -> None:
    imported(app, pupil("Ada Ābele", "6.a", personal_code=CODE))
    assert CODE not in admin.get(ada).text
    assert "••••••-•••••" in admin.get(ada).text
    assert CODE in post(admin, f"{ada}/code").text
    assert actions(app)[-1] == "code_shown"
    found = post(admin, "/people/find", personal_code="01011021234")
    assert found.location == ada
    assert actions(app)[-1] == "found_by_code"
    assert post(admin, "/people/find", personal_code="010110-21235").status_code == 422
    assert post(admin, "/people/find", personal_code="0101").status_code == 422


def test_staff_read_and_change_nothing(
    app: Flask, town: Town, staff: FlaskClient, ada: str
) -> None:
    imported(app, pupil("Ada Ābele", "6.a", personal_code=CODE))
    page = staff.get(ada).text
    assert "Ada Ābele" in page
    assert "/edit" not in page
    assert post(staff, f"{ada}/code").status_code == 403
    assert post(staff, "/people/find", personal_code=CODE).status_code == 403
    assert "personal_code" not in staff.get("/people/").text
    assert post(staff, f"{ada}/left").status_code == 403
    for closed in ("/people/import", "/people/codes", "/people/handlers", f"{ada}/edit"):
        assert staff.get(closed).status_code == 403


def test_another_schools_pupil_is_not_there(town: Town, admin: FlaskClient) -> None:
    address = f"/people/{town.persons['zane']}"
    assert admin.get(address).status_code == 404
    assert post(admin, f"{address}/left").status_code == 404
    assert post(admin, f"{address}/code").status_code == 404


def test_the_municipality_sees_counts_and_nobody(
    app: Flask, town: Town, city: FlaskClient, ada: str
) -> None:
    page = city.get("/people/?institution=ABC").text
    assert "6.a" in page
    assert city.get(ada).status_code == 404
    names = ("Ada", "Emīls", "Tija", "Zane", "school.example")
    for address in ("/people/", "/people/?institution=ABC", "/people/open", "/exchange/", "/"):
        text = city.get(address, follow_redirects=True).text
        assert not [name for name in names if name in text], address
    for closed in ("/people/import", "/people/new", "/people/handlers", "/people/codes"):
        assert city.get(closed).status_code == 404
    viewer = reader(app, town, Role.MUNICIPAL_VIEWER)
    assert {viewer.get(one).status_code for one in ("/people/", "/people/open", ada)} == {403}
    assert viewer.get("/exchange/people.csv").status_code == 404


def test_the_municipality_opens_a_person_with_a_reason_that_is_kept(
    app: Flask, town: Town, city: FlaskClient, admin: FlaskClient
) -> None:
    short = send(city, "/people/open", {"key": "KEYADA", "reason": "because"})
    assert short.status_code == 422
    assert "Ada" not in short.text
    nobody = send(city, "/people/open", {"key": "NOBODY", "reason": "A complaint of a parent"})
    assert nobody.status_code == 422
    assert actions(app) == []
    page = send(city, "/people/open", {"key": "keyada", "reason": "A complaint of a parent"})
    assert "Ada Ābele" in page.text
    (entry,) = rows(
        app,
        select(AuditEntry.action, AuditEntry.subject_label, AuditEntry.after).where(
            AuditEntry.subject_type == "person"
        ),
    )
    assert entry == ("opened", "KEYADA", {"reason": "A complaint of a parent"})
    assert admin.get("/people/open").status_code == 404


def test_who_reads_for_the_municipality_and_has_a_school_opens_nobody_elsewhere(
    app: Flask, town: Town
) -> None:
    with written(app) as session:
        found = session.scalars(select(User).where(User.email == town.emails[Role.SCHOOL_ADMIN]))
        viewer = Membership(user_id=found.one().id, role=Role.MUNICIPAL_VIEWER)
        session.add(viewer)
    both = reader(app, town, Role.SCHOOL_ADMIN)
    assert both.get("/people/open").status_code == 404
    assert "Ada" in both.get("/people/?institution=ABC").text
    assert "Zane" not in both.get("/people/?institution=XYZ").text
    told = {"key": "KEYZANE", "reason": "A complaint of a parent"}
    assert send(both, "/lending/personal-data/export", told).status_code == 422
    assert both.get("/lending/policy").status_code == 404


def test_social_support_is_seen_and_noted_by_named_handlers_alone(
    app: Flask, town: Town, admin: FlaskClient, staff: FlaskClient, ada: str
) -> None:
    assert "Social support" not in admin.get(ada).text
    assert post(admin, f"{ada}/support", support="yes").status_code == 403
    place, role = Membership.institution_id == town.institutions["ABC"], Membership.role
    ((part,),) = rows(app, select(Membership.id).where(place, role == Role.SCHOOL_STAFF))
    assert post(admin, f"/people/handlers/{part}", handler="yes").status_code == 302
    assert post(staff, f"{ada}/support", support="yes").status_code == 302
    assert "Noted on" in staff.get(ada).text
    assert "Social support" not in admin.get(ada).text
    assert post(staff, f"{ada}/support", support="no").status_code == 302
    assert rows(app, select(SocialSupport.person_id)) == []
    noted = rows(
        app,
        select(AuditEntry.action, AuditEntry.before, AuditEntry.after)
        .where(AuditEntry.subject_type == "person")
        .order_by(AuditEntry.id),
    )
    assert noted == [
        (SUPPORT_SET, {"support": False}, {"support": True}),
        (SUPPORT_SET, {"support": True}, {"support": False}),
    ]
    named = select(AuditEntry.subject_label).where(AuditEntry.subject_type == "membership")
    account = select(User.name).join(Membership, Membership.user_id == User.id)
    ((name,),) = rows(app, account.where(Membership.id == part))
    assert rows(app, named) == [(f"school_staff {name}",)]


def uploaded(admin: FlaskClient, text: str) -> str:
    """Upload a list; the address of its columns."""
    token = csrf_token(admin.get("/people/import").text)
    told = {"csrf_token": token, "file": (BytesIO(text.encode()), "list.csv")}
    response = admin.post("/people/import", data=told)
    assert response.status_code == 302
    return str(response.location)


def chosen(admin: FlaskClient, address: str, told: dict[str, str]) -> TestResponse:
    """Say which column is which, in the form as it stands now."""
    (of,) = re.findall(r'name="of" value="(\w+)"', admin.get(address).text)
    return send(admin, address, {"of": of, **told})


def imported_by_hand(admin: FlaskClient, preview: str) -> TestResponse:
    """Press the button under what a list would do."""
    page = admin.get(preview).text
    (fingerprint,) = re.findall(r'name="fingerprint" value="(\w+)"', page)
    told = {"csrf_token": csrf_token(page), "fingerprint": fingerprint}
    return admin.post(preview, data=told)


NAMES = {"column-0": "first_name", "column-1": "last_name", "column-2": "class_name"}


def test_a_second_click_on_the_columns_changes_nothing(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    address = uploaded(admin, "Vārds;Uzvārds;Klase\nAnna;Bērziņa;5.a\n")
    (of,) = re.findall(r'name="of" value="(\w+)"', admin.get(address).text)
    told = {"of": of, **NAMES, "role": "pupil"}
    first, second = (send(admin, address, told) for _ in range(2))
    assert first.location == second.location
    page = admin.get(second.location).text
    assert "Anna Bērziņa, 5.a" in page, "the new ones are shown by name"
    assert imported_by_hand(admin, second.location).status_code == 302
    assert people(app, town.institutions["ABC"])["Anna Bērziņa"].class_name == "5.a"


def test_a_wrongly_chosen_role_is_put_right_by_going_back(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    address = uploaded(admin, "Vārds;Uzvārds\nAnna;Bērziņa\n")
    told = {"column-0": "first_name", "column-1": "last_name"}
    chosen(admin, address, {**told, "role": "pupil"})
    again = {f"column-{n}": name for n, name in enumerate(["institution", "role", *told.values()])}
    preview = chosen(admin, address, {**again, "role": "employee"}).location
    assert imported_by_hand(admin, preview).status_code == 302
    assert people(app, town.institutions["ABC"])["Anna Bērziņa"].role is PersonRole.EMPLOYEE


def test_who_has_two_schools_comes_back_to_the_one_of_the_list(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    with written(app) as session:
        found = session.scalars(select(User).where(User.email == town.emails[Role.SCHOOL_ADMIN]))
        place = town.institutions["XYZ"]
        part = Membership(user_id=found.one().id, institution_id=place, role=Role.SCHOOL_ADMIN)
        session.add(part)
    token = csrf_token(admin.get("/people/import?institution=XYZ").text)
    file = (BytesIO("Vārds;Uzvārds;Klase\nAnna;Bērziņa;5.a\n".encode()), "list.csv")
    upload = admin.post("/people/import?institution=XYZ", data={"csrf_token": token, "file": file})
    preview = chosen(admin, upload.location, NAMES).location
    page = admin.get(preview).text
    assert 'href="/people/import"' not in page
    done = imported_by_hand(admin, preview)
    page = admin.get(done.location).text
    undo = re.findall(r'action="(/people/import/undo/\d+)"', page)[0]
    person = people(app, place)["Anna Bērziņa"]
    told = {"csrf_token": csrf_token(page)}
    assert admin.post(f"/people/{person.id}/left", data=told).status_code == 302
    refused = admin.post(undo, data=told)
    assert refused.status_code == 409
    assert "changed since" in refused.text
    assert admin.post(f"/people/{person.id}/back", data=told).status_code == 302


def test_a_list_goes_in_by_way_of_its_columns_and_a_preview(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    address = uploaded(admin, LIST.format(code=CODE))
    ((content,),) = rows(app, select(ImportDraft.content))
    assert "Ada Ābele".encode() not in content, "the file is kept encrypted"
    page = admin.get(address).text
    assert re.search(r'value="name" selected', page)
    assert re.search(r'value="personal_code" selected', page)
    places = {
        "column-0": "name",
        "column-1": "class_name",
        "column-2": "personal_code",
        "role": "pupil",
    }
    wrong = chosen(admin, address, {**places, "column-3": "name"})
    assert wrong.status_code == 422
    preview = chosen(admin, address, {**places, "column-3": ""}).location
    ((content,),) = rows(app, select(ImportDraft.content))
    assert b"secret note" not in cipher_of(app).decrypt(content)
    page = admin.get(preview).text
    assert "6.a → 7.a" in page
    assert "Personal code: – → <strong>given</strong>" in page
    assert "21234" not in page
    assert "Emīls" not in page
    whole = admin.get(f"{preview}&whole=1").text
    assert "Emīls Egle" in whole
    fingerprint = re.findall(r'name="fingerprint" value="(\w+)"', whole)[0]
    told = {"csrf_token": csrf_token(whole), "fingerprint": fingerprint, "whole": "1"}
    assert admin.post(preview, data=told).status_code == 302
    found = people(app, town.institutions["ABC"])
    assert found["Ada Ābele"].class_name == "7.a"
    assert found["Emīls Egle"].left_on is not None
    page = admin.get("/people/import").text
    undo = re.findall(r'action="(/people/import/undo/\d+)"', page)[0]
    assert admin.post(undo, data={"csrf_token": csrf_token(page)}).status_code == 302
    found = people(app, town.institutions["ABC"])
    assert found["Ada Ābele"].class_name == "6.a"
    assert found["Emīls Egle"].left_on is None
    assert "Jauna Meitene" not in found


def test_a_preview_that_is_no_longer_true_is_shown_anew(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    address = uploaded(admin, "Vārds;Uzvārds;Klase\nAda;Ābele;7.a\n")
    preview = chosen(admin, address, NAMES).location
    page = admin.get(preview).text
    with written(app) as session:
        session.scalars(select(Person).where(Person.key == "KEYADA")).one().class_name = "6.b"
    fingerprint = re.findall(r'name="fingerprint" value="(\w+)"', page)[0]
    told = {"csrf_token": csrf_token(page), "fingerprint": fingerprint}
    assert admin.post(preview, data=told).status_code == 409
    assert people(app, town.institutions["ABC"])["Ada Ābele"].class_name == "6.b"


def test_a_list_of_another_school_is_refused(app: Flask, town: Town, admin: FlaskClient) -> None:
    address = uploaded(admin, "Skola;Vārds, uzvārds\nXYZ;Zane Zīle\n")
    preview = chosen(admin, address, {"column-0": "institution", "column-1": "name"}).location
    page = admin.get(preview).text
    assert "There is no institution with the code" in page
    assert rows(app, select(Guardian.id).where(Guardian.name == "x")) == []

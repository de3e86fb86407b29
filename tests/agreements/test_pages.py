"""Terms, settings and agreements at the desk: who reaches what, and what is kept of it."""

import re
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.agreements.models import Consent, ConsentLink, Terms
from assetmgr.agreements.operations.terms import add_terms, ensure_terms
from assetmgr.agreements.policy.first_terms import first_terms, months_stated
from assetmgr.audit.models import AuditEntry
from assetmgr.custody.policy.monitoring import MONITORED
from assetmgr.lending.models import LendingPolicy, LendingSetting
from assetmgr.lending.policy.settings import Policy
from assetmgr.outbox.models import OutboxMail
from assetmgr.people.models import Guardian
from tests.agreements.containers import asice
from tests.people.lists import imported, pupil
from tests.support.agreed import with_terms
from tests.support.browser import csrf_token
from tests.support.pages import send
from tests.support.sql import counted
from tests.support.town import ACTOR, NOW, Town
from tests.support.writing import written

NEW = "/lending/terms/new"
WRITTEN: dict[str, Any] = {
    "last_version": "0",
    "title": "Noteikumi",
    "text": "1. Saudzē.\n\n2. Atdod.",
    "liability": "Vaina jāpierāda.",
    "liability_limit_eur": "149,90",
    "dispute": "Rakstiet vadītājam.",
    "monitoring": "Pēdējās aktivitātes diena.",
}
SETTINGS: dict[str, Any] = {
    "takes_requests": "y",
    "year_ends_month": "6",
    "year_ends_day": "15",
    "remind_before": "3, 10;3",
    "remind_after": "",
    "unused_weeks": "6",
}


def rows(app: Flask, model: type[Any]) -> list[Any]:
    with written(app) as session:
        found = list(session.scalars(select(model)))
        session.expunge_all()
        return found


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def post(client: FlaskClient, address: str, page: str, **told: Any) -> Any:
    token = csrf_token(client.get(page).text)
    return client.post(address, data={"csrf_token": token, **told}, buffered=True)


def test_terms_begin_with_the_products_and_a_version_takes_their_place(
    app: Flask, admin: FlaskClient
) -> None:
    assert "default text holds" in admin.get("/lending/terms").text
    assert send(admin, NEW, WRITTEN).status_code == 302
    (one,) = rows(app, Terms)
    assert (one.version, str(one.liability_limit_eur)) == (1, "149.90")
    assert one.text == "1. Saudzē.\n2. Atdod."
    assert "149.90" in admin.get("/lending/terms").text


def test_what_changed_is_shown_line_by_line(admin: FlaskClient) -> None:
    send(admin, NEW, WRITTEN)
    send(admin, NEW, {**WRITTEN, "last_version": "1", "text": "1. Saudzē.\n2. Atdod laikā."})
    page = admin.get("/lending/terms/ABC/2").text
    assert "2. Atdod laikā.</ins>" in page
    assert "2. Atdod.</del>" in page
    assert "newer version holds" in admin.get("/lending/terms/ABC/1").text
    assert admin.get("/lending/terms/ABC/3").status_code == 404
    assert admin.get("/lending/terms/XYZ/1").status_code == 404


def test_two_who_write_at_the_same_time_do_not_bury_one_another(
    app: Flask, admin: FlaskClient
) -> None:
    send(admin, NEW, WRITTEN)
    late = send(admin, NEW, WRITTEN)
    assert (late.status_code, "new version meanwhile" in late.text) == (422, True)
    assert len(rows(app, Terms)) == 1


def test_a_preview_shows_the_terms_and_keeps_nothing(app: Flask, admin: FlaskClient) -> None:
    shown = send(admin, NEW, {**WRITTEN, "preview": "yes"})
    assert "149,90" in text_of(shown.data)
    assert rows(app, Terms) == []


@pytest.mark.parametrize("limit", ["x", "-1", "1e9", "NaN", "1,005", "∞"])
def test_a_limit_is_an_amount(app: Flask, admin: FlaskClient, limit: str) -> None:
    assert send(admin, NEW, {**WRITTEN, "liability_limit_eur": limit}).status_code == 422
    assert rows(app, Terms) == []


def test_settings_are_kept_and_audited(app: Flask, admin: FlaskClient) -> None:
    assert send(admin, "/lending/settings", SETTINGS).status_code == 302
    (one,) = rows(app, LendingSetting)
    assert (one.year_ends_month, one.year_ends_day, one.support_first) == (6, 15, False)
    assert (one.remind_before, one.remind_after, one.unused_weeks) == ([10, 3], [], 6)
    send(admin, "/lending/settings", SETTINGS)
    told = [one for one in rows(app, AuditEntry) if one.subject_type == "lending_setting"]
    assert [one.after["remind_before"] for one in told] == [[10, 3]]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"year_ends_month": "2", "year_ends_day": "30"}, "no such day"),
        ({"remind_before": "soon"}, "with commas"),
        ({"remind_before": "61"}, "at most 5"),
        ({"remind_after": "1,2,3,4,5,6"}, "at most 5"),
        ({"unused_weeks": "0"}, "weeks from 1"),
    ],
)
def test_senseless_settings_are_refused(
    app: Flask, admin: FlaskClient, told: dict[str, str], says: str
) -> None:
    answer = send(admin, "/lending/settings", {**SETTINGS, **told})
    assert (answer.status_code, says in answer.text) == (422, True)
    assert rows(app, LendingSetting) == []


def test_the_municipalitys_policy_is_its_administrators_alone(
    app: Flask, admin: FlaskClient, city: FlaskClient, staff: FlaskClient
) -> None:
    assert admin.get("/lending/policy").status_code == 404
    assert staff.get("/lending/policy").status_code == 403
    told = {"custody_on": "y", "forget_after_months": "36"}
    assert send(city, "/lending/policy", told).status_code == 302
    (one,) = rows(app, LendingPolicy)
    assert (one.custody_on, one.forget_after_months) == (True, 36)
    assert send(city, "/lending/policy", {**told, "forget_after_months": "0"}).status_code == 422
    told_of = [one for one in rows(app, AuditEntry) if one.subject_type == "lending_policy"]
    assert [one.after for one in told_of] == [{"custody_on": True, "forget_after_months": 36}]


def test_the_policy_names_terms_that_do_not_say_what_it_decided(
    app: Flask, town: Town, city: FlaskClient
) -> None:
    told: dict[str, Any] = {"actor": ACTOR, "now": NOW}
    with written(app) as session:
        ensure_terms(session, town.institutions["ABC"], **told)
        session.add(LendingPolicy(id=1, custody_on=True, forget_after_months=21))
        session.flush()
        others = ensure_terms(session, town.institutions["XYZ"], **told)
        assert "dzēš 21 mēnesi pēc resursa atdošanas" in others.text
        assert others.monitoring == MONITORED
    page = city.get("/lending/policy").text
    silent, late = page.split("Terms that still say it is not compared")[1].split(
        "Terms that tell another time of keeping"
    )
    link = '<a href="/lending/terms?institution=ABC">ABC</a>'
    assert (silent.count(link), late.count(f"{link}: 24 months")) == (1, 1)
    assert "institution=XYZ" not in silent + late.split("</section>")[0]
    (first, *_) = rows(app, Terms)
    assert "24 mēnešus" in first.text  # a version is never changed
    with written(app) as session:
        newest = {name: WRITTEN[name] for name in ("title", "text", "liability", "dispute")}
        newest |= {"liability_limit_eur": None, "monitoring": MONITORED}
        add_terms(session, town.institutions["ABC"], **newest, **told)
    page = city.get("/lending/policy").text
    assert "Terms that" not in page


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Vārdus dzēš 24 mēnešus pēc resursa atdošanas.", {24}),
        ("dzēš 1 mēnesi pēc atdošanas", {1}),
        ("Datus dzēš 36  mēnešus\npēc ierīces atdošanas un 12 mēnešus pēc atdošanas", {36, 12}),
        ("Garantija ir 24 mēneši.", set()),
    ],
)
def test_months_of_terms_are_read_where_they_speak_of_the_return(
    text: str, months: set[int]
) -> None:
    assert months_stated(text) == months


@pytest.mark.parametrize(
    ("months", "says"),
    [(1, "1 mēnesi "), (11, "11 mēnešus "), (21, "21 mēnesi "), (36, "36 mēnešus ")],
)
def test_the_first_terms_tell_the_policys_months(months: int, says: str) -> None:
    assert f"dzēš {says}pēc" in first_terms(Policy(forget_after_months=months)).text


def test_the_desk_sees_who_has_yet_to_agree_and_mails_them_all(
    app: Flask, staff: FlaskClient
) -> None:
    page = staff.get("/lending/agreements?class=6.a").text
    assert "Send links to all 2 guardians" in page
    sent = post(staff, "/lending/agreements/mail", "/lending/agreements", **{"class": "6.a"})
    assert sent.status_code == 302
    assert len(rows(app, OutboxMail)) == 2
    assert "asked" in staff.get("/lending/agreements").text


def test_a_button_pressed_twice_sends_each_guardian_one_letter(
    app: Flask, staff: FlaskClient
) -> None:
    for _ in range(2):
        post(staff, "/lending/agreements/mail", "/lending/agreements")
    assert len(rows(app, OutboxMail)) == len(rows(app, ConsentLink)) == 2


def test_an_address_that_no_mail_reaches_has_a_slip(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    with written(app) as session:
        for guardian in session.scalars(
            select(Guardian).where(Guardian.person_id == town.persons["ada"])
        ):
            guardian.email = "no address"
    told = text_of(post(staff, "/lending/agreements/slips.pdf", "/lending/agreements").data)
    assert ("Ada, 6.a" in told, "Emīls" in told) == (True, False)


def test_forms_and_slips_are_printed_for_a_class(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    forms = post(staff, "/lending/agreements/forms.pdf", "/lending/agreements")
    assert "Ada Ābele" in text_of(forms.data)
    assert len(pypdfium2.PdfDocument(forms.data)) >= 2
    with written(app) as session:
        for guardian in session.scalars(
            select(Guardian).where(Guardian.person_id == town.persons["ada"])
        ):
            guardian.email = None
    slips = post(staff, "/lending/agreements/slips.pdf", "/lending/agreements")
    told = text_of(slips.data)
    assert ("Ada, 6.a" in told, "Ābele" in told, "Emīls" in told) == (True, False, False)
    assert "/g/" in told.replace("\r\n", "")
    assert pypdfium2.PdfDocument(slips.data)[0].get_size()[0] < 450


def test_one_guardian_is_asked_by_mail_by_a_shown_link_or_on_paper(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    page = f"/lending/agreements/{town.persons['ada']}"
    assert post(staff, f"{page}/mail", page).status_code == 302
    shown = post(staff, f"{page}/show", page)
    assert "/g/" in shown.text
    assert post(staff, f"{page}/slip.pdf", page).data.startswith(b"%PDF")
    assert "Ada Ābele" in text_of(post(staff, f"{page}/form.pdf", page).data)
    assert len(rows(app, OutboxMail)) == 1


def test_an_e_signed_file_is_noted_with_the_name_it_tells_unverified(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    page = f"/lending/agreements/{town.persons['ada']}"
    content = asice("ANNA ĀBELE")
    told = {
        "how": "container",
        "guardian_name": "",
        "file": (BytesIO(content), "piekrišana.edoc"),
    }
    assert post(staff, page, page, **told).status_code == 302
    shown = staff.get(page).text
    for text in ("ANNA ĀBELE", "not verified", "eparaksts.lv"):
        assert text in shown
    assert "010101-12345" not in shown
    (one,) = rows(app, Consent)
    assert one.guardian_name == "Ada's guardian"
    kept = staff.get(f"{page}/file/{one.id}")
    assert kept.data == content
    assert kept.headers["Content-Disposition"].startswith("attachment")
    assert post(staff, f"{page}/withdraw/{one.id}", page).status_code == 302
    assert rows(app, Consent)[0].withdrawn_at is not None


def test_a_file_that_is_something_else_is_refused(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    page = f"/lending/agreements/{town.persons['ada']}"
    told = {"how": "paper", "guardian_name": "Anna", "file": (BytesIO(b"MZ"), "a.pdf")}
    answer = post(staff, page, page, **told)
    assert (answer.status_code, "neither" in answer.text) == (422, True)
    assert rows(app, Consent) == []


def test_a_stranger_and_the_municipality_see_nobody(
    town: Town, admin: FlaskClient, city: FlaskClient
) -> None:
    foreign = town.persons["zane"]
    assert admin.get(f"/lending/agreements/{foreign}").status_code == 404
    token = csrf_token(admin.get("/lending/agreements").text)
    for ending in ("", "/mail", "/show", "/slip.pdf", "/form.pdf"):
        answer = admin.post(f"/lending/agreements/{foreign}{ending}", data={"csrf_token": token})
        assert answer.status_code == 404, ending
    assert city.get(f"/lending/agreements/{foreign}").status_code == 404
    assert "Ada" not in city.get("/lending/agreements?institution=ABC").text


def test_a_school_of_pupils_is_paged_and_costs_the_same(app: Flask, admin: FlaskClient) -> None:
    def page(address: str) -> tuple[str, int]:
        with counted(app) as statements:
            return admin.get(address).text, len(statements)

    few = page("/lending/agreements")[1]
    imported(
        app, *(pupil(f"Bērns {n:03d}", f"{n % 12 + 1}.a", external_id=str(n)) for n in range(240))
    )
    address, told = "/lending/agreements?institution=ABC", []
    while address:
        text, count = page(address)
        assert count == few
        told.append(set(re.findall(r"Bērns \d{3}", text)))
        following = re.search(r'rel="next" href="([^"]+)"', text)
        address = following[1].replace("&amp;", "&") if following else ""
        assert "institution=ABC" in address or not following
    assert (len(told), sum(map(len, told)), len(set.union(*told))) == (3, 240, 240)
    assert "201–242 of 242" in text
    assert "201–242 of 242" in page("/lending/agreements?page=99")[0]
    assert "1–100 of 242" in page("/lending/agreements?page=-1")[0]
    assert "1–20 of 20" in page("/lending/agreements?class=1.a&page=2")[0]


def test_pages_take_few_statements(
    app: Flask, town: Town, admin: FlaskClient, city: FlaskClient
) -> None:
    with_terms(app, town, "ABC")
    for address, count in (
        ("/lending/terms", 3),
        ("/lending/settings", 3),
        ("/lending/agreements", 3),
        (f"/lending/agreements/{town.persons['ada']}", 5),
    ):
        with counted(app) as statements:
            admin.get(address)
        assert len(statements) == count, (address, statements)

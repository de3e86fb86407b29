"""Who sees what is due, and who gives a person the person's own data."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pypdfium2
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.audit.models import AuditEntry
from assetmgr.auth.codes import Role
from assetmgr.custody.codes import Verdict
from assetmgr.custody.models import CustodyDay
from assetmgr.db.transaction import reading
from assetmgr.extensions import config_of, db
from assetmgr.loans.codes import CaseStatus
from assetmgr.loans.models import Act
from assetmgr.people.models import Person, PersonalCode
from assetmgr.people.operations.sensitive import set_support
from assetmgr.privacy.forgetting import forget
from assetmgr.privacy.printing.words import CODED
from tests.privacy.conftest import DUE, LATER, Gone, case_of
from tests.support.lending import lend, lending_rows
from tests.support.pages import reader, send
from tests.support.sql import counted
from tests.support.town import ACTOR, NOW, Town
from tests.support.writing import written

ADDRESS = "/lending/personal-data"
EXPORT = f"{ADDRESS}/export"
MOMENT = re.compile(r"\d{4}-\d\d-\d\d")
REASON = "The mother asked in writing on 3 September"


@pytest.fixture
def lent(app: Flask, town: Town) -> None:
    """Ada has a loan and a personal code."""
    with written(app) as session:
        lend(session, town, "K-0001", "ada")
        cipher = config_of(app).cipher
        session.add(
            PersonalCode(
                person_id=town.persons["ada"],
                institution_id=town.institutions["ABC"],
                encrypted=cipher.encrypt(b"32000000000"),
                digest=cipher.digest("32000000000"),
            )
        )


def test_a_school_sees_what_is_due_and_not_how_the_nights_went(
    town: Town, admin: FlaskClient
) -> None:
    page = admin.get(ADDRESS).text
    assert "24 months after a loan ends" in page
    assert "Forgotten, by month" not in page


def test_the_municipality_sees_the_months(
    app: Flask, town: Town, gone: Gone, city: FlaskClient
) -> None:
    assert "Nothing was forgotten yet" in city.get(ADDRESS).text
    forget(app, DUE, now=LATER)
    page = city.get(ADDRESS).text
    assert "09.2026" in page
    assert "It has not happened yet" in page


def due(app: Flask, town: Town, role: Role, day: datetime) -> list[str]:
    """The big figures of the page on a day."""
    with time_machine.travel(day, tick=False):
        page = reader(app, town, role).get(ADDRESS).text
    return [part.split("<")[0] for part in page.split('stat-value">')[1:]]


BEFORE, AFTER = (datetime(2026, 8, 31, 12, tzinfo=UTC), datetime(2026, 9, 1, 12, tzinfo=UTC))


@pytest.mark.parametrize("role", [Role.SCHOOL_ADMIN, Role.MUNICIPAL_ADMIN])
def test_what_is_due_this_month_is_counted_for_the_school_and_for_all(
    app: Flask, town: Town, gone: Gone, role: Role
) -> None:
    assert due(app, town, role, AFTER) == ["1", "1", "1"]
    assert due(app, town, role, BEFORE) == ["0", "0", "0"]


def test_while_a_case_is_open_it_is_not_due(app: Flask, town: Town, gone: Gone) -> None:
    with written(app) as session:
        case = case_of(session, gone.act_id)
        case.status, case.closed_at = CaseStatus.OPEN, None
    assert due(app, town, Role.MUNICIPAL_ADMIN, AFTER) == ["0", "0", "1"]


def test_the_desk_and_a_viewer_do_not_reach_it(staff: FlaskClient, viewer: FlaskClient) -> None:
    for client in (staff, viewer):
        assert client.get(ADDRESS).status_code == 403
        assert client.get(EXPORT).status_code == 403


@pytest.mark.usefixtures("lent")
def test_a_school_gives_a_person_all_that_is_known(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    answer = send(admin, EXPORT, {"key": "KEYADA", "reason": REASON})
    assert answer.status_code == 200
    assert "personas-dati-KEYADA.json" in answer.headers["Content-Disposition"]
    told = json.loads(answer.text)
    assert told["person"]["name"] == "Ada Ābele"
    assert told["personal_code"] == "320000-00000"
    assert told["guardians"][0]["name"] == "Ada's guardian"
    assert told["acts"][0]["number"] == "A-ABC-1"
    assert told["acts_as_signed"][0]["contents"]["device"]["asset_tag"] == "K-0001"
    assert (told["complete"], "social_support" in told) == (False, False)
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "exported")).one()
        assert (entry.subject_label, entry.after) == ("KEYADA", {"reason": REASON})


def printed(content: bytes) -> str:
    """All that stands on the pages of a PDF, however its lines are broken."""
    document = pypdfium2.PdfDocument(content)
    pages = (page.get_textpage().get_text_range() for page in document)
    return re.sub(r"\s+", "", "".join(pages))


@pytest.mark.usefixtures("lent")
def test_the_paper_to_take_home_has_what_the_file_has_in_words(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    with written(app) as session:
        session.add_all(lending_rows(session, town, "ada", "K-0002"))
    told = {"key": "KEYADA", "reason": REASON}
    data = json.loads(send(admin, EXPORT, told).text)
    answer = send(admin, EXPORT, {**told, "as": "pdf"})
    assert "personas-dati-KEYADA.pdf" in answer.headers["Content-Disposition"]
    text = printed(answer.data)
    left_out = [value for value in said(data) if re.sub(r"\s+", "", value) not in text]
    assert left_out == []
    assert "Aktsizsniegts" not in text
    for words in ("320000-00000", "Statuss", "izsniegts", "lādētājs (1)", "31.05.2025."):
        assert words.replace(" ", "") in text
    assert "Šeitnavziņuparsociāloatbalstu" in text
    assert "2024-09" not in text
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        wanted = select(AuditEntry).where(AuditEntry.action == "exported")
        assert len(session.scalars(wanted).all()) == 2


def said(told: Any, name: str = "") -> Iterator[str]:
    """The texts of an export that are no code, moment or name of a column."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key not in {"before", "after", "via", "subject_type", "action", "strokes"}:
                yield from said(value, key)
    elif isinstance(told, list):
        for value in told:
            yield from said(value, name)
    elif isinstance(told, str) and name not in CODED | {"kind"} and not MOMENT.match(told):
        yield told


@pytest.mark.usefixtures("lent")
def test_it_tells_neither_of_support_nor_of_another_pupils_device(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    with written(app) as session:
        ada = session.scalars(select(Person).where(Person.id == town.persons["ada"])).one()
        set_support(session, ada, has_support=True, actor=ACTOR, now=NOW)
        act = session.scalars(select(Act).where(Act.person_id == ada.id)).one()
        day = CustodyDay(
            device_id=act.device_id,
            day=date(2024, 9, 3),
            institution_id=act.institution_id,
            act_id=act.id,
            verdict=Verdict.NO,
            other_device_id=town.devices["K-0002"],
        )
        session.add(day)
    answer = send(admin, EXPORT, {"key": "KEYADA", "reason": REASON})
    assert "support" not in answer.text
    assert json.loads(answer.text)["custody_days"][0]["verdict"] == "no"
    assert "other_device_id" not in answer.text


@pytest.mark.usefixtures("lent")
def test_another_schools_person_is_nobody(admin: FlaskClient) -> None:
    answer = send(admin, EXPORT, {"key": "KEYZANE", "reason": REASON})
    assert answer.status_code == 422
    assert "Nobody has this key" in answer.text


@pytest.mark.usefixtures("lent")
def test_without_a_reason_nothing_is_given_nor_noted(app: Flask, admin: FlaskClient) -> None:
    answer = send(admin, EXPORT, {"key": "KEYADA", "reason": "why not"})
    assert answer.status_code == 422
    assert "Ābele" not in answer.text
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        wanted = select(AuditEntry).where(AuditEntry.action == "exported")
        assert session.scalars(wanted).all() == []


@pytest.mark.usefixtures("lent")
def test_the_municipality_gives_it_with_a_reason(city: FlaskClient) -> None:
    told = json.loads(send(city, EXPORT, {"key": "keyada", "reason": REASON}).text)
    assert told["person"]["name"] == "Ada Ābele"


def test_the_page_takes_a_pinned_number_of_statements(
    app: Flask, town: Town, city: FlaskClient
) -> None:
    with counted(app) as statements:
        city.get(ADDRESS)
    assert len(statements) == 8

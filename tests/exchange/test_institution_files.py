"""Institutions and headcounts by file."""

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from assetmgr.audit.models import AuditEntry
from assetmgr.db.errors import Refused
from assetmgr.exchange.operations import plan_file
from assetmgr.exchange.what import What
from assetmgr.institutions.models import Headcount, Institution, Site
from tests.exchange.files import LATER, csv_file, faults, figures, importing, school_session
from tests.exchange.register import rows
from tests.support.town import Town

NEW = {"code": "NEW", "name": "Jaunā skola", "short_name": "", "type": "skola"}
DAY = "2024-09-01"


def test_institutions_are_added_and_changed_by_their_code(app: Flask, town: Town) -> None:
    content = csv_file(NEW, {"code": "abc", "name": "", "short_name": "Ābeles", "type": ""})
    assert figures(importing(app, content, What.INSTITUTIONS)) == (1, 1, 0)
    found = select(Institution.code, Institution.name, Institution.short_name, Institution.type)
    assert rows(app, found.where(Institution.code.in_(["ABC", "NEW"])).order_by("code")) == [
        ("ABC", "Ābeļu sākumskola", "Ābeles", "school"),
        ("NEW", "Jaunā skola", "Jaunā skola", "school"),
    ]
    audit = select(AuditEntry.action, AuditEntry.subject_label).where(
        AuditEntry.subject_type == "institution"
    )
    assert rows(app, audit.order_by(AuditEntry.id)) == [("changed", "ABC"), ("created", "NEW")]
    assert figures(importing(app, content, What.INSTITUTIONS)) == (0, 0, 2)


def test_every_fault_of_an_institution_file_is_listed(app: Flask, town: Town) -> None:
    content = csv_file(
        {"code": "A", "name": "", "short_name": "", "type": "fabrika"},
        {"code": "", "name": "x", "short_name": "", "type": ""},
        NEW,
        {**NEW, "code": "new"},
        {**NEW, "code": "B", "name": "x" * 61},
        {**NEW, "code": "x" * 21},
    )
    plan = importing(app, content, What.INSTITUTIONS)
    assert [(row, column) for row, column, _ in faults(plan)] == [
        (2, "type"), (2, "name"), (3, "code"), (5, "code"), (6, "short_name"), (7, "code"),
    ]  # fmt: skip


def test_a_school_imports_no_institutions(app: Flask, town: Town) -> None:
    with school_session(app, town.institutions["ABC"]) as session, pytest.raises(Refused):
        plan_file(session, What.INSTITUTIONS, csv_file(NEW), today=LATER)


def test_a_blank_cell_of_a_headcount_keeps_what_is_there(app: Flask, town: Town) -> None:
    content = csv_file(
        {"institution": "ABC", "as_of": DAY, "pupils": "", "teacher_fte": "10,5", "wifi": "jā"},
        {"institution": "ABC", "as_of": "01.09.2025", "pupils": "0"},
    )
    assert figures(importing(app, content, What.HEADCOUNTS)) == (1, 1, 0)
    columns = (Headcount.as_of, Headcount.pupils, Headcount.teacher_fte, Headcount.wifi)
    found = select(*columns).where(Headcount.institution_id == town.institutions["ABC"])
    assert rows(app, found.order_by(Headcount.as_of)) == [
        (date(2024, 9, 1), 100, Decimal("10.5"), True),
        (date(2025, 9, 1), 0, None, None),
    ]
    audit = select(AuditEntry.action, AuditEntry.before, AuditEntry.via).where(
        AuditEntry.subject_type == "headcount"
    )
    assert rows(app, audit.order_by(AuditEntry.id)) == [
        ("changed", {"teacher_fte": "10.000", "wifi": None}, "import"),
        ("created", None, "import"),
    ]


def test_a_long_file_is_written_a_bounded_number_of_rows_at_a_time(
    app: Flask, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assetmgr.exchange.changing.CHUNK", 2)
    told = [
        {"code": code, "name": "", "short_name": f"{code}!", "type": ""}
        for code in ("ABC", "XYZ", "PII")
    ]
    assert figures(importing(app, csv_file(*told), What.INSTITUTIONS)) == (0, 3, 0)
    names = select(Institution.short_name).order_by(Institution.short_name)
    assert rows(app, names) == [("ABC!",), ("PII!",), ("XYZ!",)]


def test_a_headcount_of_a_site_stands_beside_the_institutions_own(app: Flask, town: Town) -> None:
    content = csv_file(
        {"institution": "PII", "site": "", "as_of": DAY, "pupils": "50"},
        {"institution": "PII", "site": "Otrā iela 2", "as_of": DAY, "pupils": "20"},
        {"institution": "PII", "site": "otrā iela 2", "as_of": "2025-09-01", "pupils": "21"},
    )
    plan = importing(app, content, What.HEADCOUNTS)
    assert (figures(plan), plan.new_names.sites) == ((2, 1, 0), ("Otrā iela 2",))
    assert len(rows(app, select(Site.id).where(Site.name == "Otrā iela 2"))) == 1
    assert figures(importing(app, content, What.HEADCOUNTS)) == (0, 0, 3)


def test_every_fault_of_a_headcount_file_is_listed(app: Flask, town: Town) -> None:
    content = csv_file(
        {"institution": "QQQ", "as_of": "x", "pupils": "-1", "wifi": "maybe"},
        {"institution": "ABC", "as_of": DAY, "pupils": "1.5", "teacher_fte": "1.2345"},
        {"institution": "ABC", "as_of": "1.9.2024", "pupils": "5"},
    )
    plan = importing(app, content, What.HEADCOUNTS)
    assert [(row, column) for row, column, _ in faults(plan)] == [
        (2, "institution"), (2, "as_of"), (2, "pupils"), (2, "wifi"),
        (3, "pupils"), (3, "teacher_fte"), (4, None),
    ]  # fmt: skip

"""The register's side: what is told of it, what is taken over, the page, the command, the night."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from assetmgr.audit.models import AuditEntry
from assetmgr.auth.codes import Role
from assetmgr.days import local_day
from assetmgr.db.transaction import reading
from assetmgr.devices.codes import Purpose
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device
from assetmgr.extensions import config_of, db
from assetmgr.loans.models import Act, ActContent
from assetmgr.loans.operations.correcting import Correction, correct
from assetmgr.loans.operations.renewing import extend
from assetmgr.loans.operations.taking_back import Brought, take_back
from assetmgr.rumis.daily import write_files, write_nightly
from assetmgr.rumis.files import read_export, write_day
from assetmgr.rumis.operations.taking_over import take_over
from assetmgr.rumis.policy.comparing import compared
from assetmgr.rumis.policy.fields import Name
from assetmgr.rumis.queries.ours import ours
from tests.rumis.test_comparing import workbook
from tests.support.browser import csrf_token
from tests.support.command import CommandLine
from tests.support.lending import lend
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.town import ACTOR, NOW, TODAY, Town
from tests.support.writing import written

ADDRESS = "/lending/rumis"
ROW = ("SN0001K", None, "123,45", "PNA-9-1", "issued", "Anna")


@pytest.fixture
def lent(app: Flask, town: Town) -> None:
    """K-0001 is lent to Ada, and RUMIS can take it."""
    with written(app) as session:
        lend(session, town, "K-0001", "ada")
        wanted = Device.id == town.devices["K-0001"]
        session.scalars(select(Device).where(wanted)).one().inventory_number = "INV1"


@pytest.mark.usefixtures("lent")
def test_ours_are_laptops_and_chromebooks_with_acts_and_no_borrower(app: Flask, town: Town) -> None:
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        found = ours(session, town.institutions["ABC"])
    assert [one.asset_tag for one in found] == [
        "K-0001", "K-0002", "K-0003", "K-0004", "P-0001", "P-0002"
    ]  # fmt: skip
    first = found[0]
    assert (first.location, first.purpose, first.subtype) == (
        "user",
        "issued_individually",
        "chromebook_laptop",
    )
    assert [act.number for act in first.acts] == ["A-ABC-1"]
    assert "Ada" not in repr(found)


@pytest.mark.usefixtures("lent")
def test_what_is_assistive_is_left_out(app: Flask, town: Town) -> None:
    with written(app) as session:
        wanted = Device.id == town.devices["K-0002"]
        session.scalars(select(Device).where(wanted)).one().purpose = Purpose.ASSISTIVE
        session.flush()
        assert "K-0002" not in [one.asset_tag for one in ours(session)]


@pytest.mark.usefixtures("lent")
def test_numbers_and_values_are_taken_over_once(app: Flask, town: Town) -> None:
    export = read_export(workbook(ROW))
    for count in (2, 0):
        with written(app) as session:
            found = compared(ours(session), *export)
            assert take_over(session, found, actor=ACTOR, now=NOW, today=TODAY) == count
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        assert session.scalars(select(Act.rumis_number)).one() == "PNA-9-1"
        price = select(Device.price_eur).where(Device.id == town.devices["K-0001"])
        assert session.scalars(price).one() == Decimal("123.45")
        actions = session.scalars(
            select(AuditEntry.subject_label).where(AuditEntry.action == "rumis number")
        ).all()
        assert actions == ["A-ABC-1"]


def post(client: FlaskClient, what: str, content: bytes) -> "tuple[int, bytes]":
    token = csrf_token(client.get(ADDRESS).text)
    told = {"csrf_token": token, "what": what, "file": (BytesIO(content), "rumis.xlsx")}
    address = f"{ADDRESS}/apply" if what == "apply" else ADDRESS
    answer = client.post(address, data=told, content_type="multipart/form-data")
    return answer.status_code, answer.data


@pytest.mark.usefixtures("lent")
def test_a_school_compares_on_the_page(app: Flask, town: Town, admin: FlaskClient) -> None:
    status, page = post(admin, "compare", workbook(ROW))
    text = page.decode()
    assert status == 200
    assert "PNA-9-1" in text
    assert "123,45" in text
    assert "Anna" not in text
    status, file = post(admin, "file", workbook(ROW))
    assert "Atšķirības" in CalamineWorkbook.from_filelike(BytesIO(file)).sheet_names
    assert post(admin, "apply", workbook(ROW))[0] == 302
    assert "2 fields were taken over" in admin.get(ADDRESS).text


def test_a_wrong_file_says_so(town: Town, admin: FlaskClient) -> None:
    status, page = post(admin, "compare", workbook(("x",), head=("Vārds",)))
    assert status == 422
    assert "Sērijas Nr." in page.decode()
    assert post(admin, "compare", b"PK\x03\x04nothing")[0] == 422


@pytest.mark.usefixtures("lent")
def test_a_school_takes_nothing_over_into_another_one(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    foreign = ("SN0101K", None, "1,00", None, None, None)
    post(admin, "apply", workbook(foreign))
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        price = select(Device.price_eur).where(Device.id == town.devices["K-0101"])
        assert session.scalars(price).one() is None


def test_the_desk_does_not_reach_it(staff: FlaskClient, viewer: FlaskClient) -> None:
    assert staff.get(ADDRESS).status_code == 403
    assert viewer.get(ADDRESS).status_code == 403


@pytest.mark.usefixtures("lent")
def test_who_may_not_change_the_register_compares_and_takes_nothing_over(
    app: Flask, town: Town
) -> None:
    head = reader(app, town, Role.INSTITUTION_HEAD)
    assert "Take over numbers" not in head.get(ADDRESS).text
    assert post(head, "compare", workbook(ROW))[0] == 200
    assert post(head, "apply", workbook(ROW))[0] == 403


@pytest.mark.parametrize("what", ["compare", "file", "new", "apply"])
def test_nobody_waits_while_it_is_compared(
    town: Town, admin: FlaskClient, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    read: list[bool] = []

    def looked(content: bytes) -> object:
        read.append(db.session().info["read_only"])
        return read_export(content)

    monkeypatch.setattr("assetmgr.rumis.routes.compared.read_export", looked)
    post(admin, what, workbook(ROW))
    assert read == [True]


def test_of_an_act_and_its_correction_the_correction_is_compared(app: Flask, town: Town) -> None:
    with written(app) as session:
        act = lend(session, town, "K-0001", "ada").act
        act.rumis_number = "PNA-9-1"
        content = session.scalars(select(ActContent).where(ActContent.act_id == act.id)).one()
        wanted = Correction(due_on=act.due_on, accessories={"charger": 2}, condition=None)
        correct(session, act, content, "ABC", wanted, actor=ACTOR, now=NOW, today=TODAY)
        session.flush()
        found = compared(ours(session), *read_export(workbook(("SN0001K", *ROW[1:]))))
        assert [one.field for one in found.differing] == [Name.VALUE]
        assert found.acts == ()


def test_a_days_changes_are_also_what_no_day_of_a_loan_tells(app: Flask, town: Town) -> None:
    later = NOW + timedelta(days=3)
    told: dict[str, Any] = {"actor": ACTOR, "now": later, "today": later.date()}
    with written(app) as session:
        made = lend(session, town, "K-0001", "ada")
        lend(session, town, "K-0002", "emils")
        extend(session, made.act, date(2025, 7, 31), made.number, address="", **told)
        wanted = Device.id == town.devices["K-0003"]
        other = session.scalars(select(Device).where(wanted)).one()
        change_device(session, other, {"serial_number": "SN-NEW"}, effective=later.date(), **told)
        session.flush()
        on = local_day(later.date(), config_of(app).timezone)
        found = ours(session, town.institutions["ABC"], on)
        assert [one.asset_tag for one in found] == ["K-0001", "K-0003"]
        assert ours(session, town.institutions["ABC"], local_day(date(2024, 9, 7), UTC)) == []


def test_each_act_of_a_day_has_its_row(app: Flask, town: Town) -> None:
    with written(app) as session:
        made = lend(session, town, "K-0001", "ada")
        device = session.scalars(select(Device).where(Device.id == made.act.device_id)).one()
        told: dict[str, Any] = {"actor": ACTOR, "now": NOW, "today": TODAY}
        take_back(session, made.act, device, made.number, Brought(), **told)
        lend(session, town, "K-0001", "emils")
        found = ours(session, town.institutions["ABC"], local_day(TODAY, UTC))
    file = BytesIO()
    write_day(file, [one for one in found if one.asset_tag == "K-0001"], TODAY)
    file.seek(0)
    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()[1:]
    assert [(row[5], row[6]) for row in rows] == [("A-ABC-1", "returned"), ("A-ABC-2", "issued")]


@pytest.mark.usefixtures("lent")
def test_a_days_changes_are_downloaded(admin: FlaskClient) -> None:
    file = admin.get(f"{ADDRESS}/{TODAY}/changes.xlsx").data
    lines = CalamineWorkbook.from_filelike(BytesIO(file)).get_sheet_by_index(0).to_python()
    assert lines[1][:2] == ["K-0001", "SN0001K"]
    new = admin.get(f"{ADDRESS}/{TODAY}/new.xlsx").data
    lines = CalamineWorkbook.from_filelike(BytesIO(new)).get_sheet_by_index(0).to_python()
    assert [line[7] for line in lines[1:]] == ["K-0001"]
    for wrong in ("yesterday/changes", f"{TODAY}/everything"):
        assert admin.get(f"{ADDRESS}/{wrong}.xlsx").status_code == 404


@pytest.mark.usefixtures("lent")
def test_each_night_writes_the_days_files_and_drops_old_ones(app: Flask, town: Town) -> None:
    night = datetime(2024, 9, 3, 1, tzinfo=UTC)
    assert write_nightly(app, night).startswith("done: ")
    assert write_nightly(app, night) == "done before"
    folder = config_of(app).data_dir / "rumis" / "ABC"
    assert sorted(file.name for file in folder.iterdir()) == [
        "2024-09-02-changes.xlsx",
        "2024-09-02-new.xlsx",
    ]
    text = b"".join(file.read_bytes() for file in folder.iterdir())
    assert b"Ada" not in text
    write_files(app, TODAY + timedelta(days=61))
    assert list(folder.iterdir()) == []
    assert write_files(app, date(2024, 9, 20)) == []


@pytest.mark.usefixtures("lent")
def test_the_command_compares_writes_files_and_takes_over(
    app: Flask,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = CommandLine(app, monkeypatch, capsys)
    export, out = tmp_path / "rumis.xlsx", tmp_path / "DIFF.xlsx"
    export.write_bytes(workbook(ROW))
    told = ["-o", str(out), "--institution", "ABC", "--apply", "--json"]
    answer = line.run("rumis", "compare", str(export), *told)
    assert answer.code == 0, answer.err
    found = json.loads(answer.out)
    assert (found["rows"], found["applied"]) == (1, 2)
    assert found["masters"]["act_rumis_number"] == "rumis"
    assert [one["change"] for one in found["differing"]].count("ours") == 2
    assert sorted(file.name for file in tmp_path.glob("DIFF*")) == [
        "DIFF-to-rumis.xlsx",
        "DIFF-to-us.xlsx",
        "DIFF.xlsx",
    ]
    book = CalamineWorkbook.from_path(tmp_path / "DIFF-to-rumis.xlsx")
    assert book.get_sheet_by_index(1).to_python()[1][:3] == ["K-0001", "", "Inventāra Nr"]


@pytest.mark.usefixtures("lent")
def test_the_page_takes_a_pinned_number_of_statements(app: Flask, admin: FlaskClient) -> None:
    with counted(app) as statements:
        admin.get(ADDRESS)
    assert len(statements) == 2

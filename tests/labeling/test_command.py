"""`assetmgr labels`: through the product to the paper and back."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from assetmgr.audit.models import AuditEntry
from assetmgr.db.transaction import reading, writing
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device
from assetmgr.devices.queries import device_or_none
from assetmgr.extensions import db
from assetmgr.labeling.models import LabelSetting
from labels.spec import tag_url
from tests.labeling.fleet import add_fleet, put_into_rooms
from tests.labeling.printed import codes, text
from tests.support.command import CommandLine
from tests.support.labels import own_sheet_of
from tests.support.town import ACTOR, NOW, TODAY, Town
from tests.support.writing import written

BASE = "https://ierices.example.lv"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "labels.pdf"


def printed_count(app: Flask) -> int:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        statement = select(func.count(Device.id)).where(Device.label_printed_at.is_not(None))
        return session.scalar(statement) or 0


def test_every_code_of_a_file_is_read_back_from_its_pages(
    app: Flask, town: Town, command_line: CommandLine, out: Path
) -> None:
    tags = [*add_fleet(app, town, 118), "K-0101", "P-0101"]
    ran = command_line.run("labels", "--institution", "XYZ", "-o", str(out))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"120 labels on 3 pages of L4770: {out}\n"
    assert codes(out.read_bytes()) == sorted(tag_url(BASE, tag) for tag in tags)
    assert "HP Chromebook 11 G9 EE" in " ".join(text(out.read_bytes()).split())
    assert printed_count(app) == 120


def test_each_printed_label_is_audited(
    app: Flask, town: Town, command_line: CommandLine, out: Path
) -> None:
    command_line.run("labels", "--institution", "PII", "-o", str(out))
    with app.app_context(), reading(db.session(), reason="a test") as session:
        entries = session.execute(
            select(AuditEntry.subject_label, AuditEntry.institution_id, AuditEntry.actor_name)
            .where(AuditEntry.action == "label_printed")
            .order_by(AuditEntry.subject_label)
        ).all()
    place = town.institutions["PII"]
    assert [tuple(row) for row in entries] == [
        ("T-0001", place, "command line"),
        ("T-0002", place, "command line"),
    ]


def test_the_code_of_an_institution_is_taken_in_any_case(
    town: Town, command_line: CommandLine, out: Path
) -> None:
    ran = command_line.run("labels", "--institution", "pii", "-o", str(out))
    assert ran.out.startswith("2 labels")


def test_a_file_of_tags_is_printed_in_its_order_and_once_each(
    app: Flask, town: Town, command_line: CommandLine, out: Path, tmp_path: Path
) -> None:
    tags = tmp_path / "tags.txt"
    tags.write_text("t-0002\n\n K-0001 \nT-0001\nk-0001\n", encoding="utf-8-sig")
    ran = command_line.run("labels", "--tags", str(tags), "--start", "40", "-o", str(out))
    assert ran.out.startswith("3 labels on 2 pages")
    assert [word for word in text(out.read_bytes()).split() if "-000" in word] == [
        "T-0002",
        "K-0001",
        "T-0001",
    ]


def test_a_tag_that_nobody_has_is_named_and_no_file_is_written(
    app: Flask, town: Town, command_line: CommandLine, out: Path, tmp_path: Path
) -> None:
    tags = tmp_path / "tags.txt"
    tags.write_text("K-0001\nNOBODY-1\n")
    ran = command_line.run("labels", "--tags", str(tags), "-o", str(out))
    assert (ran.code, ran.err) == (1, "no such device: NOBODY-1\n")
    ran = command_line.run("labels", "--tags", str(tags), "--institution", "XYZ", "-o", str(out))
    assert ran.err == "no such device: K-0001, NOBODY-1\n"
    assert not out.exists()
    assert printed_count(app) == 0


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--sheet", "X1"), "no label sheet is called 'X1'"),
        (("--start", "41"), "places 1 to 40"),
        (("--start", "0"), "places 1 to 40"),
        (("--institution", "QQQ"), "QQQ"),
        (("--tags", "nowhere.txt"), "nowhere.txt cannot be read"),
    ],
)
def test_what_cannot_be_printed_leaves_the_old_file_and_says_why(
    app: Flask,
    town: Town,
    command_line: CommandLine,
    out: Path,
    arguments: tuple[str, ...],
    reason: str,
) -> None:
    out.write_bytes(b"old")
    ran = command_line.run("labels", *arguments, "-o", str(out))
    assert ran.code == 1
    assert reason in ran.err
    assert out.read_bytes() == b"old"
    assert [one for one in out.parent.iterdir() if one.suffix == ".part"] == []
    assert printed_count(app) == 0


def test_an_empty_register_is_refused(app: Flask, command_line: CommandLine, out: Path) -> None:
    assert command_line.run("labels", "-o", str(out)).err == "No device is chosen.\n"


def test_a_missing_folder_is_refused(town: Town, command_line: CommandLine, out: Path) -> None:
    nowhere = out.parent / "missing" / "labels.pdf"
    assert "cannot be written" in command_line.run("labels", "-o", str(nowhere)).err


def test_only_devices_that_count_are_printed_unless_they_are_named(
    app: Flask, town: Town, command_line: CommandLine, out: Path, tmp_path: Path
) -> None:
    with app.app_context(), writing(db.session(), reason="a test") as session:
        device = device_or_none(session, town.devices["T-0001"])
        assert device is not None
        facts = {"status": Status.LOST}
        change_device(session, device, facts, effective=TODAY, actor=ACTOR, now=NOW, today=TODAY)
    ran = command_line.run("labels", "--institution", "PII", "-o", str(out))
    assert ran.out.startswith("1 labels")
    tags = tmp_path / "tags.txt"
    tags.write_text("T-0001")
    assert command_line.run("labels", "--tags", str(tags), "-o", str(out)).code == 0
    assert codes(out.read_bytes()) == [tag_url(BASE, "T-0001")]


def test_the_format_and_the_output_are_checked_as_usage(
    town: Town, command_line: CommandLine, out: Path
) -> None:
    assert command_line.run("labels", "--format", "doc", "-o", str(out)).code == 2
    assert command_line.run("labels").code == 2
    assert command_line.run("labels", "--offset", "1", "-o", str(out)).code == 2


def test_an_offset_shifts_the_labels_and_is_refused_off_the_page(
    town: Town, command_line: CommandLine, out: Path
) -> None:
    command_line.run("labels", "--institution", "PII", "-o", str(out))
    there = out.read_bytes()
    ran = command_line.run("labels", "--institution", "PII", "--offset", "1.5,-0.5", "-o", str(out))
    assert ran.code == 0
    assert out.read_bytes() != there
    assert len(codes(out.read_bytes())) == 2
    ran = command_line.run("labels", "--offset", "0,-30", "-o", str(out))
    assert ran.err == "With this offset a label would leave the page.\n"
    ran = command_line.run("labels", "--offset", "0.05,0", "-o", str(out))
    assert ran.err == "Write the offset to a tenth of a millimetre.\n"


def test_zpl_is_written_for_a_roll(town: Town, command_line: CommandLine, out: Path) -> None:
    ran = command_line.run("labels", "--format", "zpl", "--institution", "PII", "-o", str(out))
    assert ran.out == f"2 labels of 57x32: {out}\n"
    told = out.read_text()
    assert told.count("^XA") == 2
    assert f"^FDQA,{tag_url(BASE, 'T-0001')}^FS" in told
    ran = command_line.run("labels", "--sheet", "25x25", "--institution", "PII", "-o", str(out))
    assert ran.out.startswith("2 labels of 25x25")


def test_a_sheet_is_no_paper_for_a_thermal_printer(
    town: Town, command_line: CommandLine, out: Path
) -> None:
    ran = command_line.run("labels", "--format", "zpl", "--sheet", "L4770", "-o", str(out))
    assert ran.code == 1
    assert "no label sheet is called 'L4770'; known: 57x32" in ran.err


def test_brothers_labels_ask_for_their_extra(
    town: Town, command_line: CommandLine, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("labels.brother.find_spec", lambda name: None)
    ran = command_line.run("labels", "--format", "brother", "-o", str(out))
    assert (ran.code, out.exists()) == (1, False)
    assert ran.err == "labels for Brother QL need an extra: pip install 'assetmgr[brother]'\n"


def test_labels_come_room_by_room_for_walking(
    app: Flask, town: Town, command_line: CommandLine, out: Path, tmp_path: Path
) -> None:
    put_into_rooms(app, town, {"K-0003": "2", "K-0001": "10", "P-0002": "2", "P-0001": None})
    tags = tmp_path / "tags.txt"
    tags.write_text("P-0001\nK-0001\nP-0002\nK-0003")
    arguments = ("labels", "--tags", str(tags), "--order", "room", "-o", str(out))
    assert command_line.run(*arguments).code == 0
    in_file = [word for word in text(out.read_bytes()).split() if "-000" in word]
    assert in_file == ["K-0003", "P-0002", "K-0001", "P-0001"]
    command_line.run("labels", "--institution", "ABC", "--order", "room", "-o", str(out))
    walked = [word for word in text(out.read_bytes()).split() if "-000" in word]
    assert walked == ["K-0003", "P-0002", "K-0001", "K-0002", "K-0004", "P-0001"]
    command_line.run("labels", "--tags", str(tags), "--order", "tag", "-o", str(out))
    assert [word for word in text(out.read_bytes()).split() if "-000" in word] == sorted(in_file)


def test_a_long_file_of_tags_is_walked_a_bounded_number_at_a_time(
    app: Flask,
    town: Town,
    command_line: CommandLine,
    out: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("assetmgr.labeling.queries.walk.AT_ONCE", 2)
    put_into_rooms(app, town, {"K-0003": "2", "K-0001": "10", "P-0002": "2", "P-0001": None})
    tags = tmp_path / "tags.txt"
    tags.write_text("P-0001\nK-0001\nP-0002\nK-0003")
    command_line.run("labels", "--tags", str(tags), "--order", "room", "-o", str(out))
    in_file = [word for word in text(out.read_bytes()).split() if "-000" in word]
    assert in_file == ["K-0003", "P-0002", "K-0001", "P-0001"]


def test_an_institution_prints_as_it_chose_unless_it_is_told_otherwise(
    app: Flask, town: Town, command_line: CommandLine, out: Path
) -> None:
    own = own_sheet_of(app, town, "PII")
    with written(app) as session:
        place = town.institutions["PII"]
        lines = ["serial_number", "kind"]
        setting = LabelSetting(institution_id=place, lines=lines, free_line="63400000")
        setting.sheet_id = own
        session.add(setting)
    ran = command_line.run("labels", "--institution", "PII", "-o", str(out))
    assert ran.out.startswith("2 labels on 1 pages of Own")
    told = " ".join(text(out.read_bytes()).split())
    assert told.startswith("T-0001 planšetdators S/N SN0001T 63400000 T-0002")
    ran = command_line.run("labels", "--institution", "PII", "--sheet", "L7160", "-o", str(out))
    assert ran.out.startswith("2 labels on 1 pages of L7160")

"""Exports that somebody put into the data folder: compared at night, once, each school its own."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from assetmgr.auth.codes import Role
from assetmgr.db.locks import Lock, alone
from assetmgr.extensions import config_of, db
from assetmgr.institutions.models import Institution
from assetmgr.rumis import folders
from assetmgr.rumis.incoming import Incoming, read_incoming
from tests.commands.conftest import comes_true, environment
from tests.rumis.test_comparing import workbook
from tests.support.lending import lend
from tests.support.pages import reader
from tests.support.town import Town
from tests.support.writing import written

ADDRESS = "/lending/rumis"
SOON = timedelta(minutes=2)
OURS = ("SN0001K", None, "123,45", "PNA-9-1", "returned", "Anna")
OTHERS = ("SN0101K", None, "1,00", None, None, "Zane")
NOBODYS = ("SN9999", None, None, None, None, None)


@pytest.fixture
def inbox(app: Flask, town: Town) -> Path:
    """The folder for exports; K-0001 is lent to Ada."""
    with written(app) as session:
        lend(session, town, "K-0001", "ada")
    folder = folders.incoming(config_of(app).data_dir)
    folder.mkdir(parents=True)
    return folder


def night(app: Flask) -> Incoming:
    return read_incoming(app, datetime.now(UTC) + SOON)


def nobody_is_at_it(app: Flask) -> bool:
    """Whether the lock is free: PostgreSQL learns a moment later that its holder was killed."""
    with app.app_context(), alone(db.engine, Lock.RUMIS, config_of(app).data_dir) as free:
        return free


def names(folder: Path, pattern: str = "*") -> list[str]:
    """The names of the files, without the day and the sum that stand before them."""
    return sorted(file.name[24:] for file in folder.glob(pattern) if file.is_file())


def sheet(file: Path, number: int = 0) -> Sequence[Sequence[object]]:
    return CalamineWorkbook.from_path(file).get_sheet_by_index(number).to_python()[1:]


def text_of(content: bytes) -> str:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return repr([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])


def downloaded(client: FlaskClient, address: str) -> bytes:
    with client.get(address) as answer:
        return bytes(answer.data)


def test_an_export_is_compared_once_and_moved_away(app: Flask, inbox: Path) -> None:
    (inbox / "Eksports.xlsx").write_bytes(workbook(OURS))
    assert night(app) == Incoming(compared=1)
    assert night(app) == Incoming()
    assert names(inbox) == []
    assert names(inbox / "read") == ["Eksports.xlsx"]
    home = inbox.parent
    written_at_night = ["diff-to-rumis.xlsx", "diff-to-us.xlsx", "diff.xlsx"]
    assert names(home / "ABC", "*.xlsx") == names(home, "*.xlsx") == written_at_night
    (to_us,), (to_rumis,) = (home / "ABC").glob("*to-us*"), (home / "ABC").glob("*to-rumis*")
    assert {(row[0], row[2]) for row in sheet(to_us)} == {
        ("K-0001", "Iegādes vērtība"),
        ("K-0001", "PNA Nr"),
    }
    assert [(row[2], row[3], row[4]) for row in sheet(to_rumis, 1)] == [
        ("Akta statuss", "issued", "returned")
    ]


def test_the_same_export_of_another_night_is_compared_with_what_is_true_then(
    app: Flask, inbox: Path
) -> None:
    for later in (SOON, timedelta(days=1)):
        (inbox / "a.csv").write_text("Sērijas Nr.;Modelis\nSN0001K;X\n")
        assert read_incoming(app, datetime.now(UTC) + later).compared == 1
    assert len(list((inbox.parent / "ABC").glob("*-diff.xlsx"))) == 2


def test_two_institutions_in_one_file_see_each_its_own(
    app: Flask, town: Town, inbox: Path, city: FlaskClient
) -> None:
    (inbox / "a.xlsx").write_bytes(workbook(OURS, OTHERS, NOBODYS))
    assert night(app).compared == 1
    home = inbox.parent
    texts = {
        code: text_of(next((home / code).glob("*-diff.xlsx")).read_bytes())
        for code in ("ABC", "XYZ", ".")
    }
    assert "K-0001" in texts["ABC"]
    assert "K-0001" not in texts["XYZ"]
    assert "K-0101" in texts["XYZ"]
    assert "K-0101" not in texts["ABC"]
    assert ["SN9999" in text for text in texts.values()] == [False, False, True]
    assert not list(home.glob("PII/*"))  # nothing of it is in the file
    assert "Anna" not in repr(texts)
    name = next(home.glob("*.json")).stem
    head = reader(app, town, Role.INSTITUTION_HEAD)
    told = text_of(downloaded(head, f"{ADDRESS}/nights/{name}/diff.xlsx"))
    assert "K-0001" in told
    assert "K-0101" not in told
    whole = text_of(downloaded(city, f"{ADDRESS}/nights/{name}/diff.xlsx"))
    assert "K-0101" in whole
    assert "SN9999" in whole


def test_what_is_only_ours_is_told_of_institutions_in_the_file(app: Flask, inbox: Path) -> None:
    (inbox / "a.xlsx").write_bytes(workbook(OURS))
    night(app)
    whole = json.loads(next(inbox.parent.glob("*.json")).read_text())
    school = json.loads(next(inbox.parent.glob("ABC/*.json")).read_text())
    assert whole["only_ours"] == school["only_ours"] == 5


def test_a_school_without_a_row_in_the_file_is_offered_nothing(
    app: Flask, town: Town, inbox: Path
) -> None:
    (inbox / "a.xlsx").write_bytes(workbook(OTHERS))
    night(app)
    head = reader(app, town, Role.INSTITUTION_HEAD)
    assert "Nothing yet" in head.get(ADDRESS).text
    name = next(inbox.parent.glob("*.json")).stem
    for path in (f"{name}/diff", f"{name}/to-us", f"{name}/nothing", "..%2FXYZ%2Fa/diff"):
        assert head.get(f"{ADDRESS}/nights/{path}.xlsx").status_code == 404
        assert head.get(f"{ADDRESS}/nights/{path}.xlsx?institution=XYZ").status_code == 404


def test_files_stay_with_the_school_they_were_written_for(
    app: Flask, town: Town, inbox: Path
) -> None:
    (inbox / "a.xlsx").write_bytes(workbook(OTHERS))
    night(app)
    with written(app) as session:
        by_id = {one.id: one for one in session.query(Institution)}
        by_id[town.institutions["XYZ"]].code = "OLD"
        session.flush()
        by_id[town.institutions["ABC"]].code = "XYZ"
    head = reader(app, town, Role.INSTITUTION_HEAD)
    assert "Nothing yet" in head.get(ADDRESS).text
    name = next(inbox.parent.glob("*.json")).stem
    assert head.get(f"{ADDRESS}/nights/{name}/diff.xlsx").status_code == 404


def test_the_page_offers_the_newest_with_figures(
    app: Flask, inbox: Path, admin: FlaskClient
) -> None:
    (inbox / "a.xlsx").write_bytes(workbook(OURS))
    night(app)
    page = admin.get(ADDRESS).text
    name = next(inbox.parent.glob("*.json")).stem
    for part in ("diff", "to-rumis", "to-us"):
        address = f"{ADDRESS}/nights/{name}/{part}.xlsx"
        assert address in page
        assert downloaded(admin, f"{address}?institution=ABC").startswith(b"PK")
    assert "Anna" not in page


def test_a_file_in_a_schools_own_folder_is_compared_with_it_alone(app: Flask, inbox: Path) -> None:
    (inbox / "XYZ").mkdir()
    (inbox / "XYZ" / "a.xlsx").write_bytes(workbook(OURS))
    assert night(app).compared == 1
    told = json.loads(next(inbox.parent.glob("XYZ/*.json")).read_text())
    assert (told["only_theirs"], told["only_ours"], told["in_ours"]) == (1, 2, 0)
    assert not (inbox.parent / "ABC").exists()


def test_what_cannot_be_read_is_put_aside_and_says_why(app: Flask, inbox: Path) -> None:
    (inbox / "salauzts.xlsx").write_bytes(b"PK\x03\x04nothing")
    (inbox / "citi.csv").write_text("Vārds;Uzvārds\nAnna;Egle\n")
    (inbox / "NAV").mkdir()
    (inbox / "NAV" / "a.xlsx").write_bytes(workbook(OURS))
    (inbox / "labs.xlsx").write_bytes(workbook(OURS))
    assert night(app) == Incoming(compared=1, unreadable=3)
    aside = inbox / "unreadable"
    assert names(aside) == [
        "a.xlsx", "a.xlsx.txt", "citi.csv", "citi.csv.txt", "salauzts.xlsx", "salauzts.xlsx.txt"
    ]  # fmt: skip
    why = next(aside.glob("*citi.csv.txt")).read_text()
    assert "Sērijas Nr." in why
    assert str(inbox) in why
    assert "Anna" not in why
    assert next(aside.glob("*salauzts.xlsx")).read_bytes() == b"PK\x03\x04nothing"


def test_what_is_still_being_copied_waits(app: Flask, inbox: Path) -> None:
    file = inbox / "a.xlsx"
    file.write_bytes(workbook(OURS)[:100])
    os.utime(file, (0, 0))  # as `cp -p` would
    (inbox / ".a.xlsx.part").write_bytes(b"")
    (inbox / "~$a.xlsx").write_bytes(b"")
    (inbox / "piezīmes.txt").write_text("")
    assert read_incoming(app) == Incoming(waiting=1)
    assert file.exists()
    file.write_bytes(workbook(OURS))
    assert night(app) == Incoming(compared=1)


def test_a_second_run_at_the_same_moment_does_nothing(app: Flask, inbox: Path) -> None:
    (inbox / "a.xlsx").write_bytes(workbook(OURS))
    data_dir = config_of(app).data_dir
    with app.app_context(), alone(db.engine, Lock.RUMIS, data_dir) as leads:
        assert leads
        assert night(app) == Incoming()
    assert (inbox / "a.xlsx").exists()


def test_all_is_deleted_after_60_days(app: Flask, inbox: Path) -> None:
    (inbox / "a.xlsx").write_bytes(workbook(OURS))
    (inbox / "b.xlsx").write_bytes(b"PK\x03\x04")
    night(app)
    later = datetime.now(UTC) + timedelta(days=60)
    read_incoming(app, later)
    assert names(inbox / "read") == ["a.xlsx"]
    read_incoming(app, later + timedelta(days=2))
    left = [file for file in inbox.parent.rglob("*") if file.is_file()]
    assert left == []


def test_a_run_killed_in_the_middle_is_completed_by_the_next(app: Flask, inbox: Path) -> None:
    lines = "".join(f"SN{number};M\n" for number in range(8_000))
    for number in range(3):
        (inbox / f"{number}.csv").write_text(f"Sērijas Nr.;Modelis\nSN0001K;{number}\n{lines}")
    config = config_of(app)
    told = environment(config.data_dir, ASSETMGR_DATABASE_URL=config.database_url)
    slow = "import assetmgr.rumis.exports as e; from datetime import timedelta;"
    slow += "e.SETTLED = timedelta(0); from assetmgr.cli import main; main(['rumis', 'incoming'])"
    with subprocess.Popen([sys.executable, "-c", slow], env=told) as running:
        assert comes_true(lambda: len(list((inbox / "read").glob("*"))) == 1)
        assert comes_true(lambda: len(list(inbox.parent.rglob("*-diff.xlsx"))) > 2)
        running.kill()
    assert comes_true(lambda: nobody_is_at_it(app))
    waiting = len(list(inbox.glob("*.csv")))
    assert waiting in {1, 2}
    assert night(app) == Incoming(compared=waiting)
    assert names(inbox / "read") == ["0.csv", "1.csv", "2.csv"]
    for folder in (inbox.parent, inbox.parent / "ABC"):
        assert len(list(folder.glob("*.xlsx"))) == 9
        assert len(list(folder.glob("*.json"))) == 3
        for file in folder.glob("*-diff.xlsx"):
            assert "K-0001" in text_of(file.read_bytes())

"""`assetmgr devices import` and its like, as the contract says."""

import json
from pathlib import Path

import pytest
from flask import Flask

from tests.exchange.files import csv_file, device
from tests.exchange.register import extent
from tests.support.command import CommandLine
from tests.support.town import Town


@pytest.fixture
def command(
    app: Flask,
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> CommandLine:
    """The command line on the town's database."""
    return CommandLine(app, monkeypatch, capsys)


def saved(folder: Path, *rows: dict[str, str]) -> str:
    """A CSV file on the disk."""
    file = folder / "file.csv"
    file.write_bytes(csv_file(*rows))
    return str(file)


def test_an_import_in_json_is_one_document_on_stdout(command: CommandLine, tmp_path: Path) -> None:
    file = saved(tmp_path, device("N-1"), device("P-0001", notes="x"), device("K-0001", kind=""))
    ran = command.run("devices", "import", file, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == {
        "rows": 3, "created": 1, "updated": 1, "unchanged": 1, "errors": []
    }  # fmt: skip


def test_a_refused_import_lists_its_errors_and_exits_with_1(
    app: Flask, command: CommandLine, tmp_path: Path
) -> None:
    before = extent(app)
    file = saved(tmp_path, device("N-1"), device("N-2", aue="x"))
    ran = command.run("devices", "import", file, "--json")
    assert ran.code == 1
    told = json.loads(ran.out)
    assert told["errors"] == [
        {"row": 3, "column": "aue", "message": "Write the date as 2024-09-01 or 01.09.2024."}
    ]
    assert (told["rows"], told["created"]) == (2, 0)
    assert extent(app) == before


def test_without_json_the_report_is_for_people_and_errors_go_to_stderr(
    command: CommandLine, tmp_path: Path
) -> None:
    ran = command.run("devices", "import", saved(tmp_path, device("N-1")))
    assert ran.out == "1 rows: 1 were created, 0 were updated, 0 are unchanged\n"
    ran = command.run("devices", "import", saved(tmp_path, device("N-1", status="q")))
    assert ran.code == 1
    assert ran.out == "1 rows, 1 errors: nothing was written\n"
    assert ran.err.startswith("row 2, status: 'q' is not known.")


def test_a_dry_run_writes_nothing(app: Flask, command: CommandLine, tmp_path: Path) -> None:
    before = extent(app)
    ran = command.run("devices", "import", saved(tmp_path, device("N-1")), "--dry-run", "--json")
    assert (ran.code, json.loads(ran.out)["created"]) == (0, 1)
    assert extent(app) == before


@pytest.mark.parametrize("what", ["devices", "institutions", "headcounts"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_what_is_exported_is_imported_without_a_change(
    command: CommandLine, tmp_path: Path, what: str, file_format: str
) -> None:
    file = str(tmp_path / f"file.{file_format}")
    assert command.run(what, "export", "--format", file_format, "-o", file).code == 0
    told = json.loads(command.run(what, "import", file, "--json").out)
    assert told["rows"] == told["unchanged"] > 0


def test_an_export_may_be_of_one_institution(command: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    command.run("devices", "export", "--institution", "XYZ", "-o", str(file))
    assert [line.partition(",")[0] for line in file.read_text().splitlines()] == [
        "asset_tag", "K-0101", "P-0101",
    ]  # fmt: skip
    before = file.read_bytes()
    ran = command.run("devices", "export", "--institution", "QQQ", "-o", str(file))
    assert (ran.code, ran.err) == (
        1, "There is no institution with the code 'QQQ' among yours.\n"
    )  # fmt: skip
    assert file.read_bytes() == before
    assert list(tmp_path.glob(".*")) == []


def test_an_export_without_a_file_goes_to_stdout(command: CommandLine) -> None:
    ran = command.run("devices", "export", "--institution", "XYZ")
    assert [line.partition(",")[0] for line in ran.out.splitlines()] == [
        "asset_tag", "K-0101", "P-0101",
    ]  # fmt: skip


def test_a_missing_file_is_wrong_usage(command: CommandLine) -> None:
    assert command.run("devices", "import", "nowhere.csv").code == 2

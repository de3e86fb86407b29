"""A wrong setting or a database that cannot be used: one sentence, exit code 1 or 2, no trace."""

import socket
from pathlib import Path

import pytest

from assetmgr.cli import main
from assetmgr.config import ConfigError, load

SERVER = "postgresql://nobody@127.0.0.1:1/register"
UPGRADE = "Run: assetmgr db upgrade"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit code and the last line on stderr."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return int(ended.value.code or 0), capsys.readouterr().err.strip().rpartition("\n")[2]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSETMGR_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("ASSETMGR_DATABASE_URL", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ASSETMGR_BASE_URL", "https://host:99999"),
        ("ASSETMGR_BASE_URL", "http://[host"),
        ("ASSETMGR_BASE_URL", "ierices.example.lv"),
        ("ASSETMGR_DATABASE_URL", "postgresql://somebody@host:port/name"),
        ("ASSETMGR_DATABASE_URL", "mysql://host/name"),
        ("ASSETMGR_DATA_DIR", ""),
        ("ASSETMGR_DATA_DIR", "/dev/null/folder"),
        ("ASSETMGR_GOOGLE_CREDENTIALS", "/no/such/file"),
        ("ASSETMGR_GOOGLE_ENDPOINT", "host:80"),
        ("ASSETMGR_SECRET_KEY", "short"),
        ("ASSETMGR_TIMEZONE", "Europe/Nowhere"),
    ],
)
def test_a_wrong_setting_is_named(folder: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        load({"ASSETMGR_DATA_DIR": str(folder), name: value})


@pytest.mark.parametrize("command", ["indicators", "serve --bind 127.0.0.1:0", "scheduler"])
def test_a_database_that_cannot_be_reached_is_named(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSETMGR_DATABASE_URL", SERVER)
    code, told = run(capsys, *command.split())
    assert (code, told.partition(":")[0]) == (1, "ASSETMGR_DATABASE_URL")


@pytest.mark.parametrize("command", ["indicators", "serve --bind 127.0.0.1:0", "scheduler"])
def test_a_database_that_was_not_migrated_says_what_to_run(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = run(capsys, *command.split())
    assert code == 1
    assert told.endswith(UPGRADE)


def test_a_file_that_is_no_database_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "assetmgr.sqlite3").write_bytes(b"no database" * 1_000)
    code, told = run(capsys, "indicators")
    assert code == 1
    assert "not a database" in told


@pytest.mark.parametrize("bind", ["8000", "host", "127.0.0.1:", "127.0.0.1:99999", "::1:x"])
@pytest.mark.parametrize("command", ["serve", "try-out", "google-emulator"])
def test_an_address_that_is_none_is_wrong_usage(
    command: str, bind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = run(capsys, command, "--bind", bind)
    assert code == 2
    assert bind in told


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2024-02-30", "today"])
def test_a_day_that_no_register_knows_is_wrong_usage(
    day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = run(capsys, "indicators", "--as-of", day)
    assert code == 2
    assert day in told


@pytest.mark.parametrize("command", ["serve", "try-out"])
def test_an_address_that_is_taken_is_named_before_anything_starts(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        bind = f"127.0.0.1:{other.getsockname()[1]}"
        code, told = run(capsys, command, "--bind", bind)
    assert (code, told) == (1, f"--bind {bind}: Address already in use")
    assert list(folder.iterdir()) == []


def test_a_host_that_is_not_this_machine_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, "serve", "--bind", "192.0.2.1:8000")
    assert (code, told) == (1, "--bind 192.0.2.1:8000: Cannot assign requested address")

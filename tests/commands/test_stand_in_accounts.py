"""The stand-in's accounts: on the command line, and as the try-out writes them."""

import json
import os
from collections.abc import Mapping
from http.client import HTTPConnection
from pathlib import Path

import pytest

from assetmgr.cli import main
from assetmgr.commands.companion import companion
from assetmgr.commands.trying_out import CLIENT, _sign_in_at_stand_in
from assetmgr.config_oidc import load_oidc
from assetmgr.demo.people import PEOPLE
from sync.emulator import Directory
from tests.commands.conftest import answers, comes_true, free_address

STAND_IN = "http://127.0.0.1:8471"
BASE = "http://127.0.0.1:8000"


@pytest.fixture
def environ(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """An environment without settings of ours, which nothing else shares."""
    mine = {name: value for name, value in os.environ.items() if "ASSETMGR" not in name}
    monkeypatch.setattr(os, "environ", mine)
    return mine


def test_the_try_out_signs_in_with_the_demos_people(
    environ: Mapping[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "accounts.json"
    _sign_in_at_stand_in(file, STAND_IN, BASE)
    directory = Directory.read(file)
    assert {one.email for one in directory.accounts} == {one.email for one in PEOPLE}
    providers = load_oidc(environ)
    assert [one.provider for one in providers] == ["google", "microsoft"]
    for one in providers:
        client = directory.client(one.client_id)
        assert client is not None
        assert client.secret == one.client_secret
        assert f"{BASE}/sign-in/{one.provider}/callback" in client.redirect_uris
    assert file.stat().st_mode & 0o077 == 0


def test_the_try_out_leaves_a_configured_provider_alone(
    environ: dict[str, str], tmp_path: Path
) -> None:
    environ["ASSETMGR_OIDC_OTHER_CLIENT_ID"] = "us"
    _sign_in_at_stand_in(tmp_path / "accounts.json", STAND_IN, BASE)
    assert [name for name in environ if "ASSETMGR" in name] == ["ASSETMGR_OIDC_OTHER_CLIENT_ID"]


def test_the_command_serves_the_accounts_of_a_file(tmp_path: Path) -> None:
    fleet, accounts = tmp_path / "fleet.json", tmp_path / "accounts.json"
    fleet.write_text('{"devices": []}')
    client = {"id": CLIENT, "secret": "hush", "redirect_uris": [BASE]}
    accounts.write_text(json.dumps({"clients": [client]}))
    address = free_address()
    told = ("--bind", address, "--fleet", str(fleet), "--accounts", str(accounts))
    with companion("google-emulator", *told, silent=True):
        assert comes_true(lambda: answers(address))
        connection = HTTPConnection(address, timeout=10)
        asked = f"/oidc/google/authorize?client_id={CLIENT}&redirect_uri={BASE}&state=s"
        connection.request("GET", asked)
        assert connection.getresponse().headers["Location"].startswith(f"{BASE}?error=")
        connection.close()


def test_a_file_that_holds_no_accounts_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fleet, accounts = tmp_path / "fleet.json", tmp_path / "accounts.json"
    fleet.write_text('{"devices": []}')
    accounts.write_text("[]")
    told = ["--fleet", str(fleet), "--accounts", str(accounts)]
    with pytest.raises(SystemExit) as ended:
        main(["google-emulator", *told])
    assert ended.value.code == 1
    assert str(accounts) in capsys.readouterr().err

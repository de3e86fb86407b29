"""What a program starts beside itself goes when it goes, however it goes."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from assetmgr.commands.companion import companion
from assetmgr.db.locks import Lock, alone
from tests.commands.conftest import answers, comes_true, environment, free_address

STARTER = """
import sys, time
from assetmgr.commands.companion import companion
with companion("google-emulator", "--bind", sys.argv[1], "--fleet", sys.argv[2], silent=True):
    time.sleep(60)
"""


@pytest.fixture
def fleet(tmp_path: Path) -> str:
    file = tmp_path / "fleet.json"
    file.write_text('{"devices": []}')
    return str(file)


def test_a_companion_runs_while_the_block_runs(fleet: str) -> None:
    address = free_address()
    with companion("google-emulator", "--bind", address, "--fleet", fleet, silent=True):
        assert comes_true(lambda: answers(address))
    assert not answers(address)


def test_a_companion_goes_when_its_starter_is_killed(fleet: str, tmp_path: Path) -> None:
    address = free_address()
    program = [sys.executable, "-c", STARTER, address, fleet]
    with subprocess.Popen(program, env=environment(tmp_path)) as starter:
        started = comes_true(lambda: answers(address))
        starter.kill()
    assert started
    assert comes_true(lambda: not answers(address))


def test_a_killed_server_leaves_neither_scheduler_nor_workers(
    installation: Mapping[str, str], tmp_path: Path
) -> None:
    address = free_address()
    program = [sys.executable, "-m", "assetmgr", "serve", "--bind", address]
    with subprocess.Popen(program, env=installation, stdout=subprocess.DEVNULL) as server:
        started = comes_true(lambda: answers(address) and leads(tmp_path))
        server.kill()
    assert started
    assert comes_true(lambda: not answers(address) and not leads(tmp_path))


def leads(data_dir: Path) -> bool:
    """Whether a scheduler has the lock of those that lead."""
    with alone(create_engine("sqlite://"), Lock.SCHEDULER, data_dir) as free:
        return not free

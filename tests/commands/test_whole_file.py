"""A file is written whole or not at all, and nothing stays beside it for good."""

import subprocess
import sys
from pathlib import Path

import pytest

from assetmgr.commands.whole_file import whole_file
from assetmgr.db.errors import Refused

KILLED = """
import os, signal, sys
from pathlib import Path
from assetmgr.commands.whole_file import whole_file
with whole_file(Path(sys.argv[1])) as out:
    out.write(b"half, but longer than what the next one writes")
    out.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    target = tmp_path / "labels.pdf"
    target.write_bytes(b"old")
    return target


def beside(target: Path) -> list[str]:
    return [file.name for file in target.parent.iterdir() if file != target]


def write_and_stop(target: Path) -> None:
    with whole_file(target) as out:
        out.write(b"half")
        raise KeyboardInterrupt


def test_the_file_is_there_after_the_block_alone(target: Path) -> None:
    with whole_file(target) as out:
        out.write(b"new")
        out.flush()
        assert target.read_bytes() == b"old"
    assert (target.read_bytes(), beside(target)) == (b"new", [])


def test_what_fails_in_the_middle_leaves_the_old_file_and_nothing_beside_it(target: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_and_stop(target)
    assert (target.read_bytes(), beside(target)) == (b"old", [])


def test_what_a_killed_program_left_is_gone_after_the_next(target: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(target)], check=False, timeout=60)
    assert (target.read_bytes(), len(beside(target))) == (b"old", 1)
    with whole_file(target) as out:
        out.write(b"new")
    assert (target.read_bytes(), beside(target)) == (b"new", [])


def test_two_programs_at_once_do_not_mix(target: Path) -> None:
    with whole_file(target) as out:
        out.write(b"the first")
        with pytest.raises(Refused, match="another program is writing it"), whole_file(target):
            pass
    assert (target.read_bytes(), beside(target)) == (b"the first", [])


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    nowhere = tmp_path / "missing" / "labels.pdf"
    with pytest.raises(Refused, match="missing"), whole_file(nowhere):
        pass

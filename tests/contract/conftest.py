"""The `assetmgr` command as a program beside the reference municipality."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.demo import demo_file

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def assetmgr(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Run a command; the result has returncode, stdout and stderr. The module shares one copy."""
    folder = Path(tmp_path_factory.mktemp("commands"))
    shutil.copyfile(demo_file(tmp_path_factory), folder / "assetmgr.sqlite3")

    def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if "ASSETMGR" not in name}
        return subprocess.run(
            [sys.executable, "-m", "assetmgr", *arguments],
            env={**kept, "ASSETMGR_DATA_DIR": str(folder), **environ},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run

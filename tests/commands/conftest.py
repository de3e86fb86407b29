"""The product's programs as processes of their own, on a migrated database."""

import os
import socket
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.support.databases import Template, template

PATIENCE: Final = 40.0


@pytest.fixture
def installation(
    templates: dict[str, Template], tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> Mapping[str, str]:
    """The environment of a program with a migrated SQLite database in `tmp_path`."""
    url = template(templates, "sqlite", tmp_path_factory).copy()
    return environment(tmp_path, ASSETMGR_DATABASE_URL=url)


def environment(data_dir: Path, **settings: str) -> dict[str, str]:
    """This process's environment with these settings of ours, and no other."""
    kept = {name: value for name, value in os.environ.items() if "ASSETMGR" not in name}
    return {**kept, "ASSETMGR_DATA_DIR": str(data_dir), **settings}


def free_address() -> str:
    """An address of loopback on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"127.0.0.1:{server.getsockname()[1]}"


def answers(address: str) -> bool:
    """Whether something listens there."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
    except OSError:
        return False
    return True


def comes_true(what: Callable[[], bool]) -> bool:
    """Whether it is true before long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.05)
    return False

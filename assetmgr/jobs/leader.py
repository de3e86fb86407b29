"""One scheduler leads, however many are started."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from assetmgr.db.locks import Lock, held


@contextmanager
def leadership(engine: Engine, data_dir: Path) -> Iterator[bool]:
    """Whether this process leads, for as long as the block runs.

    On PostgreSQL by an advisory lock, which the server frees when the process dies; on SQLite by a
    locked file in the data folder, which the system frees likewise.
    """
    if engine.dialect.name == "postgresql":
        with held(engine, Lock.SCHEDULER) as leads:
            yield leads
        return
    with _locked_file(data_dir / "scheduler.lock") as leads:
        yield leads


@contextmanager
def _locked_file(file: Path) -> Iterator[bool]:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)

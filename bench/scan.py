"""A scan delivered against a bare Flask request with one indexed read and one committed insert."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import Final
from uuid import uuid4

import psycopg
from sqlalchemy.engine import make_url

from assetmgr import create_app
from assetmgr.config import load
from assetmgr.extensions import db
from bench import scanned
from bench.served import Asking, served
from bench.timing import Measured

SCANS: Final = 1_000
UNCOUNTED: Final = 50
SERVER: Final = os.environ.get("ASSETMGR_TEST_POSTGRESQL")
"""A PostgreSQL server; without one SQLite alone is measured."""
FLOOR: Final = "p95 of a bare Flask request, one indexed read, one committed insert"


def measure(folder: Path) -> Iterator[Measured]:
    """p95 of a delivery of one scan at 100,000 devices, on each database that is at hand."""
    yield _measured("SQLite", f"sqlite:///{folder / 'scans.sqlite3'}", folder)
    if SERVER:
        with _scratch(SERVER) as url:
            yield _measured("PostgreSQL", url, folder)


@contextmanager
def _scratch(server: str) -> Iterator[str]:
    name = f"bench{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _measured(name: str, url: str, folder: Path) -> Measured:
    """Both are served alike and take turns, so that both see the same machine."""
    environ = {"ASSETMGR_DATABASE_URL": url, "ASSETMGR_DATA_DIR": str(folder)}
    app = create_app(load(environ))
    phone = scanned.fill(app)
    with app.app_context():
        db.engine.dispose()
    with (
        served("wsgi:app", environ) as ours,
        served("bench.bare:app", {**environ, "BENCH_DATABASE": url}) as bare,
    ):
        runs = _deliver(ours, phone), _insert(bare)
        spent: list[list[float]] = [[], []]
        for number in range(SCANS + UNCOUNTED):
            for times, run in zip(spent, runs, strict=True):
                begin = time.perf_counter()
                run(number)
                times.append(time.perf_counter() - begin)
    first, second = (quantiles(times[UNCOUNTED:], n=20)[-1] for times in spent)
    return Measured(f"a scan delivered at 100,000 devices, p95, {name}", first, second, 2, FLOOR)


def _deliver(asking: Asking, phone: str) -> Callable[[int], None]:
    def run(number: int) -> None:
        now = datetime.now(UTC).isoformat()
        entry = {
            "number": number + 1,
            "uuid": str(uuid4()),
            "action": "scan",
            "at": now,
            "code": f"HTTPS://IERICES.LIEPAJA.EDU.LV/D/{scanned.tag(number)}",
            "room": scanned.ROOM,
        }
        body = {"sent_at": now, "entries": [entry]}
        answer = asking.post("/stocktakes/phone/deliver", body, {"Authorization": phone})
        if b'"outcome":"found"' not in answer:
            raise RuntimeError(answer.decode())

    return run


def _insert(asking: Asking) -> Callable[[int], None]:
    def run(number: int) -> None:
        told = {"tag": scanned.tag(number).casefold(), "at": datetime.now(UTC).isoformat()}
        asking.post("/", told, {})

    return run

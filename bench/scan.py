"""A scan delivered against a bare Flask request with one indexed read and one committed insert."""

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
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
PHONES: Final = 20
EACH: Final = 50
SERVER: Final = os.environ.get("ASSETMGR_TEST_POSTGRESQL")
"""A PostgreSQL server; without one SQLite alone is measured."""
FLOOR: Final = "p95 of a bare Flask request, one indexed read, one committed insert"


def measure(folder: Path) -> list[Measured]:
    """Scans one by one and from many phones at once, on each database that is at hand."""
    found = list(_measured("SQLite", f"sqlite:///{folder / 'scans.sqlite3'}", folder))
    if SERVER:
        with scratch(SERVER) as url:
            found += _measured("PostgreSQL", url, folder)
    return found


@contextmanager
def scratch(server: str) -> Iterator[str]:
    """A database of its own on a PostgreSQL server, which is gone afterwards."""
    name = f"bench{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _measured(name: str, url: str, folder: Path) -> Iterator[Measured]:
    """Both are served alike and take turns, so that both see the same machine."""
    environ = {"ASSETMGR_DATABASE_URL": url, "ASSETMGR_DATA_DIR": str(folder)}
    app = create_app(load(environ))
    first, *others = scanned.fill(app, 1 + PHONES)
    with app.app_context():
        db.engine.dispose()
    with (
        served("wsgi:app", environ) as ours,
        served("bench.bare:app", {**environ, "BENCH_DATABASE": url}) as bare,
    ):
        slow, floor = _one_by_one(_Phone(ours, first), _Bare(bare))
        yield Measured(f"a scan delivered at 100,000 devices, p95, {name}", slow, floor, 2, FLOOR)
        yield Measured(
            f"{PHONES} phones at once, {EACH} scans each, none refused, {name}",
            _at_once([_Phone(ours, phone) for phone in others]),
            _at_once([_Bare(bare) for _ in others]),
            None,
            "the bare request from as many at once",
        )


class _Phone:
    """A phone that scans one device after another."""

    def __init__(self, port: int, sign_in: str) -> None:
        self._asking, self._sign_in, self._last = Asking(port), sign_in, 0

    def scan(self, device: int) -> None:
        """Deliver the scan of the n-th device; RuntimeError where it was not found."""
        self._last += 1
        now = datetime.now(UTC).isoformat()
        entry = {
            "number": self._last,
            "uuid": str(uuid4()),
            "action": "scan",
            "at": now,
            "code": f"HTTPS://IERICES.LIEPAJA.EDU.LV/D/{scanned.tag(device)}",
            "room": scanned.ROOM,
        }
        body = {"sent_at": now, "entries": [entry]}
        told = {"Authorization": self._sign_in}
        answer = self._asking.post("/stocktakes/phone/deliver", body, told)
        if b'"outcome":"found"' not in answer:
            raise RuntimeError(answer.decode())


class _Bare:
    """What the least possible program would do of it."""

    def __init__(self, port: int) -> None:
        self._asking = Asking(port)

    def scan(self, device: int) -> None:
        """One indexed read, one committed insert."""
        told = {"tag": scanned.tag(device).casefold(), "at": datetime.now(UTC).isoformat()}
        self._asking.post("/", told, {})


def _one_by_one(*turns: _Phone | _Bare) -> list[float]:
    """The p95 of each, in turn."""
    spent: list[list[float]] = [[] for _ in turns]
    for device in range(SCANS + UNCOUNTED):
        for times, scanning in zip(spent, turns, strict=True):
            begin = time.perf_counter()
            scanning.scan(device)
            times.append(time.perf_counter() - begin)
    return [quantiles(times[UNCOUNTED:], n=20)[-1] for times in spent]


def _at_once(scanning: Sequence[_Phone | _Bare]) -> float:
    """Seconds until all have scanned what is theirs; any refusal raises RuntimeError."""
    begin = time.perf_counter()
    with ThreadPoolExecutor(len(scanning)) as pool:
        list(pool.map(_scan_all, scanning, count(SCANS + UNCOUNTED, EACH)))
    return time.perf_counter() - begin


def _scan_all(one: _Phone | _Bare, first: int) -> None:
    for device in range(first, first + EACH):
        one.scan(device)

"""A full sync of the demo fleet, and a second one, against the bare client."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from flask import Flask
from google.oauth2 import service_account
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient import discovery
from httplib2 import Http
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from assetmgr import create_app
from assetmgr.evidence.models import LastSeen
from assetmgr.extensions import db
from assetmgr.google.models import GoogleDevice
from assetmgr.google.run import run_sync
from assetmgr.usage.models import UsageCoverage, UsageDay
from bench.timing import Measured, in_turn
from sync.google import SCOPE, GoogleSource
from sync.parse import MASK

PORT: Final = 8479
ENDPOINT: Final = f"http://127.0.0.1:{PORT}"
SUBJECT: Final = "admin@demo.example"
_STORED: Final = (UsageDay, UsageCoverage, GoogleDevice, LastSeen)


def measure(folder: Path, runs: int = 15) -> list[Measured]:
    """A first sync (nothing stored yet) and a second one (nothing new)."""
    app = create_app()
    key = folder / "stand-in.json"
    with _stand_in(key):
        _forget(app)
        _sync(app, key)
        rows = _usage_rows(app)

        def bare() -> None:
            _sweep(key)
            _upsert(app, rows)

        full = in_turn(lambda: _sync(app, key), bare, runs, before=lambda: _forget(app))
        _sync(app, key)
        second = in_turn(lambda: _sync(app, key), lambda: _sweep(key), runs)
    return [
        Measured(
            "full sync of the demo fleet",
            *full,
            2,
            f"bare client + bare upsert of {len(rows):,} rows of use",
        ),
        Measured("second sync, nothing new", *second, 2, "bare client"),
    ]


@contextmanager
def _stand_in(key: Path) -> Iterator[None]:
    """The stand-in with the demo fleet, in a process of its own."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "assetmgr",
            "google-emulator",
            "--bind",
            ENDPOINT[7:],
            "--credentials",
            str(key),
        ],
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_it_answers()
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_until_it_answers() -> None:
    for _ in range(200):
        try:
            urlopen(ENDPOINT, timeout=1)
        except HTTPError:
            return
        except URLError:
            time.sleep(0.1)
    raise TimeoutError("the stand-in did not start")


def _sync(app: Flask, key: Path) -> None:
    source = GoogleSource(key, SUBJECT, endpoint=ENDPOINT)
    run = run_sync(app, source, started_by="bench", now=datetime.now(UTC))
    if run.status != "done":
        raise RuntimeError(run.message)


def _sweep(key: Path) -> None:
    """The pages with nothing but Google's client."""
    untyped: Any = service_account.Credentials
    credentials = untyped.from_service_account_file(str(key), scopes=[SCOPE], subject=SUBJECT)
    http = Http()
    service = discovery.build(
        "admin",
        "directory_v1",
        http=AuthorizedHttp(credentials, http=http),
        static_discovery=True,
        cache_discovery=False,
        client_options={"api_endpoint": ENDPOINT},
    )
    token = None
    while True:
        answer = (
            service.chromeosdevices()
            .list(
                customerId="my_customer",
                projection="FULL",
                fields=MASK,
                maxResults=300,
                pageToken=token,
            )
            .execute()
        )
        token = answer.get("nextPageToken")
        if token is None:
            break
    http.close()


def _forget(app: Flask) -> None:
    with app.app_context(), db.engine.begin() as connection:
        for model in _STORED:
            connection.execute(delete(model))


def _usage_rows(app: Flask) -> list[dict[str, Any]]:
    with app.app_context(), db.engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(UsageDay.__table__)).mappings()]


def _upsert(app: Flask, rows: list[dict[str, Any]]) -> None:
    statement = insert(UsageDay)
    statement = statement.on_conflict_do_update(
        index_elements=["device_id", "day"], set_={"active_ms": statement.excluded.active_ms}
    )
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(statement, rows)

"""`bin/bench`: every measure, as rows of a table."""

import gc
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from assetmgr import create_app
from assetmgr.config import load
from assetmgr.db.transaction import writing
from assetmgr.demo.operations import load_demo
from assetmgr.extensions import db
from bench import device_list, importing, labels, scan, sync
from bench.timing import Measured

HEAD = "| what | ours | floor | ratio | at most | floor is | |\n|---|---|---|---|---|---|---|"


def main() -> int:
    """Print the table; 1 where a measure is over its limit."""
    with tempfile.TemporaryDirectory() as folder:
        app = _demo(Path(folder))
        print(f"{datetime.now(UTC):%Y-%m-%d}, {_machine()}\n\n{HEAD}", flush=True)
        measured = list(_measures(app, Path(folder)))
    return 0 if all(one.is_within for one in measured) else 1


def _measures(app: Flask, folder: Path) -> Iterator[Measured]:
    measures: tuple[Callable[[], Iterable[Measured]], ...] = (
        lambda: [_device_list(folder)],
        labels.measure,
        lambda: [importing.measure(app, folder)],
        lambda: sync.measure(app, folder),
        lambda: scan.measure(folder),
    )
    for measure in measures:
        gc.collect()
        gc.freeze()  # what earlier measures left is not walked again and again by the later ones
        for one in measure():
            print(one.line(), flush=True)
            yield one


def _device_list(folder: Path) -> Measured:
    ours, floor = device_list.measure(folder / "assetmgr.sqlite3")
    return Measured("device list page, 50 of 10,000", ours, floor, 3, "bare page, one query")


def _demo(folder: Path) -> Flask:
    """The demo, loaded into a SQLite database of its own."""
    environ = {"ASSETMGR_DATA_DIR": str(folder)}
    os.environ.update(environ)
    app = create_app(load(environ))
    now = datetime.now(UTC)
    with app.app_context():
        upgrade()
        with writing(db.session(), reason="the demo") as session:
            load_demo(
                session,
                until=now.date() - timedelta(days=1),
                now=now,
                progress=lambda what: print(f"  {what}", file=sys.stderr),
            )
    return app


def _machine() -> str:
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite"


if __name__ == "__main__":
    sys.exit(main())

"""`bin/bench`: every measure, as rows of a table."""

import os
import platform
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from flask_migrate import upgrade

from assetmgr import create_app
from assetmgr.db.transaction import writing
from assetmgr.demo.operations import load_demo
from assetmgr.extensions import db
from bench import acts, device_list, importing, labels, lending, lent_pages, scan, sync
from bench.timing import Measured

HEAD = "| what | ours | floor | ratio | at most | floor is | |\n|---|---|---|---|---|---|---|"


MEASURES: Final = (
    device_list.measure,
    labels.measure,
    acts.measure,
    importing.measure,
    sync.measure,
    scan.measure,
    lending.measure,
    lent_pages.measure,
)


def main() -> int:
    """Print the table; 1 where a measure is over its limit."""
    with tempfile.TemporaryDirectory() as folder:
        _demo(Path(folder))
        print(f"{datetime.now(UTC):%Y-%m-%d}, {_machine()}\n\n{HEAD}", flush=True)
        measured = [one for measure in MEASURES for one in _measured(measure, Path(folder))]
    return 0 if all(one.is_within for one in measured) else 1


def _measured(measure: Callable[[Path], list[Measured]], folder: Path) -> list[Measured]:
    """In a process of its own, as the nightly sync is: nothing of another measure is in its way."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        found = process.submit(measure, folder).result()
    for one in found:
        print(one.line(), flush=True)
    return found


def _demo(folder: Path) -> None:
    """Load the demo into a SQLite database of its own, which `create_app()` then means."""
    os.environ["ASSETMGR_DATA_DIR"] = str(folder)
    app = create_app()
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


def _machine() -> str:
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite"


if __name__ == "__main__":
    sys.exit(main())

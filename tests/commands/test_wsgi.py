"""`gunicorn wsgi:app` starts on a migrated database alone."""

import runpy
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from assetmgr.extensions import db
from tests.commands.conftest import environment

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("preload", [(), ("--preload",)])
@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        (
            {},
            "The database is not at this program's state. Run: assetmgr db upgrade",
        ),
        (
            {"ASSETMGR_TIMEZONE": "Europe/Nowhere"},
            "ASSETMGR_TIMEZONE: 'Europe/Nowhere' is no time zone; write one such as Europe/Riga",
        ),
    ],
)
def test_what_stands_against_serving_is_one_sentence_and_ends_the_server(
    tmp_path: Path, preload: tuple[str, ...], settings: dict[str, str], reason: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", "127.0.0.1:0",
         "--log-level", "critical", *preload],
        cwd=ROOT,
        env=environment(tmp_path, **settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.splitlines() == [reason]


def test_the_application_answers_on_a_migrated_database(
    installation: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in installation.items():
        monkeypatch.setenv(name, value)
    app = runpy.run_path(str(ROOT / "wsgi.py"))["app"]
    assert app.test_client().get("/sign-in").status_code == 200
    with app.app_context():
        db.engine.dispose()

"""Running the command line against a test's database."""

from dataclasses import dataclass

import pytest
from flask import Flask

from assetmgr import create_app
from assetmgr.cli import main
from assetmgr.commands import context
from assetmgr.extensions import config_of, db


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


class CommandLine:
    """The `assetmgr` command on the application's own database."""

    def __init__(
        self, app: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Point the environment at the database of `app`."""
        config = config_of(app)
        monkeypatch.setenv("ASSETMGR_DATABASE_URL", config.database_url)
        monkeypatch.setenv("ASSETMGR_DATA_DIR", str(config.data_dir))
        monkeypatch.setenv("ASSETMGR_BASE_URL", "https://ierices.example.lv")
        monkeypatch.setattr(context, "create_app", self._made)
        self._capsys = capsys
        self._apps: list[Flask] = []

    def _made(self) -> Flask:
        """The command's own application, remembered: its connections are closed after it."""
        self._apps.append(create_app())
        return self._apps[-1]

    def run(self, *arguments: str) -> Ran:
        """Run a command to its end."""
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        for made in self._apps:
            with made.app_context():
                db.engine.dispose()
        told = self._capsys.readouterr()
        return Ran(int(ended.value.code or 0), told.out, told.err)

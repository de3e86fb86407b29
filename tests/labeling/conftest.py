"""The command line, for the tests of label files."""

import pytest
from flask import Flask

from tests.support.command import CommandLine


@pytest.fixture
def command_line(
    app: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    """`assetmgr` on the test's database."""
    return CommandLine(app, monkeypatch, capsys)

"""`assetmgr usage weekly`."""

import json

import pytest
from click.testing import CliRunner
from flask import Flask

from assetmgr.commands import context
from assetmgr.usage.cli import commands
from tests.support.town import Town
from tests.support.writing import written
from tests.usage.seen import MONDAY, SUNDAY, used


def test_the_document_has_weeks_by_institution_and_totals(
    app: Flask, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with written(app) as session:
        used(session, town, "ABC", "K-0001", [MONDAY])
    monkeypatch.setattr(context, "create_app", lambda: app)
    result = CliRunner().invoke(
        commands, ["weekly", "--from", str(MONDAY), "--to", str(SUNDAY), "--json"]
    )
    assert json.loads(result.stdout) == {
        "weeks": [
            {"week": "2024-W37", "institution": "ABC", "fleet": 4, "known": 1, "active": 1,
             "percent": 25.0},
            {"week": "2024-W37", "institution": "XYZ", "fleet": 1, "known": 0, "active": 0,
             "percent": None},
        ],
        "totals": [
            {"week": "2024-W37", "fleet": 5, "known": 1, "active": 1, "percent": 20.0},
        ],
    }  # fmt: skip

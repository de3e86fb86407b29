"""`assetmgr forecast`."""

import json

import pytest
from click.testing import CliRunner
from flask import Flask

from assetmgr.commands import context
from assetmgr.db.errors import Refused
from assetmgr.forecast.cli import command
from tests.support.town import Town

pytestmark = pytest.mark.usefixtures("september")


@pytest.fixture
def run(app: Flask, town: Town, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setattr(context, "create_app", lambda: app)
    return CliRunner()


def test_the_document_has_five_years_from_the_next_one(run: CliRunner) -> None:
    document = json.loads(run.invoke(command, ["--json"]).stdout)
    assert document["scenario"] == "default"
    assert [year["year"] for year in document["years"]] == [2025, 2026, 2027, 2028, 2029]
    third = document["years"][2]
    assert (third["due"], third["unknown_age"]) == (3, 0)
    assert third["cost_eur"] == round(3 * 790 * 1.02**2, 2)
    assert third["by_kind"][0]["kind"] == "laptop"
    assert third["indicators"]["1b"].keys() == {
        "registered", "in_life_with_plan", "in_life_without_purchases",
    }  # fmt: skip


def test_first_year_and_number_of_years_are_chosen(run: CliRunner) -> None:
    result = run.invoke(command, ["--from-year", "2028", "--years", "2", "--json"])
    document = json.loads(result.stdout)
    assert [(year["year"], year["due"]) for year in document["years"]] == [(2028, 10), (2029, 0)]


def test_an_unknown_scenario_is_refused_by_name(run: CliRunner) -> None:
    result = run.invoke(command, ["--scenario", "frugal"])
    assert isinstance(result.exception, Refused)


def test_without_json_each_year_is_a_line(run: CliRunner) -> None:
    lines = run.invoke(command, ["--years", "2"]).stdout.splitlines()
    assert [line[:4] for line in lines] == ["2025", "2026"]

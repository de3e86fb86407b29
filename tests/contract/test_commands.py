"""What other programs rely on: exit codes, one JSON document on stdout, its keys."""

import json
from pathlib import Path

import pytest

from tests.contract.conftest import Command


def test_the_baseline_of_the_programme_comes_out(assetmgr: Command) -> None:
    done = assetmgr("indicators", "--as-of", "2024-09-01", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["as_of"] == "2024-09-01"
    values = {one["code"]: one["value"] for one in told["indicators"]}
    baseline = {"1a": 11.9, "1b": 2.7, "2a": 1.76, "2b": 2.0, "3a": 68, "3b": 82, "4a": 58}
    for code, printed in baseline.items():
        places = len(str(printed).partition(".")[2])
        assert round(values[code], places) == printed
    laptops = next(one for one in told["indicators"] if one["code"] == "1b")
    assert (laptops["numerator"], laptops["denominator"]) == (7952, 2951)
    assert [round(bound, 1) for bound in laptops["range"]] == [1.3, 5.0]
    assert set(laptops) >= {
        "code",
        "value",
        "numerator",
        "denominator",
        "in_life",
        "range",
        "without",
        "shortfall",
        "targets",
        "by_institution",
    }
    assert set(laptops["targets"]["2026/27"]) == {"op", "value", "met"}
    assert len(laptops["by_institution"]) == 11


def test_the_weekly_report_has_whole_weeks_and_their_totals(assetmgr: Command) -> None:
    done = assetmgr("usage", "weekly", "--from", "2024-09-02", "--to", "2024-11-24", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [one["week"] for one in told["totals"]] == [f"2024-W{week}" for week in range(36, 48)]
    assert round(sum(one["active"] for one in told["totals"]) / 12) == 793
    assert {one["fleet"] for one in told["totals"]} == {2092}
    assert set(told["weeks"][0]) == {"week", "institution", "fleet", "known", "active", "percent"}
    assert "institution" not in told["totals"][0]


def test_the_forecast_tells_five_years_with_their_indicators(assetmgr: Command) -> None:
    done = assetmgr("forecast", "--from-year", "2027", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [one["year"] for one in told["years"]] == [2027, 2028, 2029, 2030, 2031]
    assert set(told["years"][0]) >= {
        "year",
        "due",
        "due_again",
        "unknown_age",
        "bought",
        "cost_eur",
        "carried_over",
        "carried_over_eur",
        "by_kind",
        "by_institution",
        "indicators",
    }
    assert set(told["years"][0]["indicators"]["1b"]) == {
        "registered",
        "in_life_with_plan",
        "in_life_without_purchases",
    }
    assert all(one["bought"] == one["due"] + one["due_again"] for one in told["years"])


def test_what_was_exported_changes_nothing_when_read_back(
    assetmgr: Command, tmp_path: Path
) -> None:
    for kind in ("csv", "xlsx"):
        file = tmp_path / f"devices.{kind}"
        exported = assetmgr("devices", "export", "--format", kind, "-o", str(file))
        assert exported.returncode == 0, exported.stderr
        done = assetmgr("devices", "import", str(file), "--json")
        assert done.returncode == 0, done.stdout + done.stderr
        told = json.loads(done.stdout)
        assert (told["created"], told["updated"], told["errors"]) == (0, 0, [])
        assert told["unchanged"] == told["rows"] > 9_000


def test_a_refused_file_lists_every_wrong_row_and_exits_with_1(
    assetmgr: Command, tmp_path: Path
) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text(
        "asset_tag,kind,institution,acquired_on\n"
        "Z-1,laptop,RAI,2024-09-31\nZ-2,spaceship,RAI,\nZ-3,laptop,NOWHERE,\n"
    )
    done = assetmgr("devices", "import", str(file), "--json")
    assert done.returncode == 1
    errors = json.loads(done.stdout)["errors"]
    assert [(one["row"], one["column"]) for one in errors] == [
        (2, "acquired_on"),
        (3, "kind"),
        (4, "institution"),
    ]
    assert all(one["message"] for one in errors)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ASSETMGR_DATABASE_URL", "oracle://somewhere"),
        ("ASSETMGR_TIMEZONE", "Europe/Atlantis"),
        ("ASSETMGR_BASE_URL", "ierices.lv"),
        ("ASSETMGR_GOOGLE_CREDENTIALS", "/no/such/file.json"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence_that_names_it(
    assetmgr: Command, name: str, value: str
) -> None:
    done = assetmgr("indicators", **{name: value})
    assert done.returncode == 1
    assert name in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_wrong_usage_exits_with_2(assetmgr: Command) -> None:
    assert assetmgr("indicators", "--as-of", "yesterday").returncode == 2
    assert assetmgr("no-such-command").returncode == 2


def test_the_demo_is_refused_where_there_are_data(assetmgr: Command) -> None:
    done = assetmgr("demo", "load")
    assert done.returncode == 1
    assert "empty" in done.stderr


def test_labels_are_written_whole(assetmgr: Command, tmp_path: Path) -> None:
    file = tmp_path / "labels.pdf"
    done = assetmgr("labels", "--institution", "PIE", "--start", "3", "-o", str(file))
    assert done.returncode == 0, done.stderr
    assert file.read_bytes().startswith(b"%PDF")
    refused = assetmgr("labels", "--sheet", "L0000", "-o", str(tmp_path / "none.pdf"))
    assert refused.returncode == 1
    assert "L4770" in refused.stderr
    assert not (tmp_path / "none.pdf").exists()

import json
from datetime import date
from decimal import Decimal
from typing import Any

from assetmgr.indicators.policy.contract import as_json
from assetmgr.indicators.policy.definitions import definitions
from assetmgr.indicators.policy.evaluate import evaluate
from assetmgr.indicators.policy.rows import Cohort, Place, Told

PLACES = [
    Place("A", "", "", "school"),
    Place("B", "", "", "school"),
    Place("P", "", "", "preschool"),
]
COHORTS = [Cohort("A", "chromebook", "pupils", 30, 20)]
TOLD: Told = {
    "A": {"pupils": Decimal(100), "internet_mbps": Decimal(1000)},
    "B": {"pupils": Decimal(50), "internet_mbps": None},
}


def document() -> dict[str, Any]:
    indicators = evaluate(definitions(), PLACES, COHORTS, TOLD, {"4a": Decimal(58)})
    whole = as_json(date(2024, 9, 1), indicators)
    read_back: dict[str, Any] = json.loads(json.dumps(whole, allow_nan=False))
    assert read_back["as_of"] == "2024-09-01"
    return {one["code"]: one for one in read_back["indicators"]}


def test_a_device_ratio_fills_every_key_of_the_contract() -> None:
    assert document()["1b"] == {
        "code": "1b",
        "value": 5,
        "numerator": 150,
        "denominator": 30,
        "in_life": {"value": 7.5, "numerator": 150, "denominator": 20},
        "range": [100 / 30, 100 / 30],
        "without": ["B"],
        "not_told": [],
        "shortfall": {"2026/27": 30, "2028/29": 45},
        "targets": {
            "2026/27": {"op": "<=", "value": 2.5, "met": False},
            "2028/29": {"op": "<=", "value": 2, "met": False},
        },
        "by_institution": [
            {"institution": "A", "value": 100 / 30, "numerator": 100, "denominator": 30},
            {"institution": "B", "value": None, "numerator": 50, "denominator": 0},
        ],
    }


def test_a_coverage_names_who_has_no_data_and_adds_up() -> None:
    one = document()["3b"]
    assert (one["value"], one["numerator"], one["denominator"]) == (50, 1, 2)
    assert one["without"] == one["not_told"] == ["B"]
    assert one["shortfall"] == {"2026/27": None, "2028/29": None}
    assert [row["value"] for row in one["by_institution"]] == [100, None]
    assert sum(row["numerator"] for row in one["by_institution"]) == one["numerator"]


def test_a_survey_value_has_a_null_numerator() -> None:
    one = document()["4a"]
    assert (one["value"], one["numerator"], one["range"]) == (58, None, [None, None])
    assert one["targets"]["2026/27"] == {"op": ">=", "value": 61, "met": False}


def test_what_has_no_value_is_null_and_neither_met_nor_missed() -> None:
    indicators = document()
    assert indicators["1a"]["value"] is None
    assert indicators["4b"]["targets"]["2026/27"]["met"] is None


def test_every_indicator_has_the_same_keys() -> None:
    assert len({tuple(one) for one in document().values()}) == 1

import json
from datetime import date
from decimal import Decimal

from assetmgr.forecast.policy.contract import as_json
from assetmgr.forecast.policy.plan import forecast
from assetmgr.forecast.policy.results import cents
from assetmgr.forecast.policy.rows import DueRow
from assetmgr.forecast.policy.scenario import Scenario
from assetmgr.indicators.policy.rows import Place

SCENARIO = Scenario("test", 2027, 1, life={"laptop": 5}, price_eur={"laptop": Decimal("333.335")})


def test_a_year_fills_every_key_of_the_contract() -> None:
    rows = [DueRow("A", "laptop", "pupils", date(2020, 1, 1), None, None, 3)]
    told = {"A": {"pupils": Decimal(10)}}
    result = forecast(rows, [Place("A", "", "", "school")], told, SCENARIO)
    figures = {
        "due": 3,
        "due_again": 0,
        "unknown_age": 0,
        "bought": 3,
        "towards_targets": 0,
        "cost_eur": 1000.01,
        "carried_over": 0,
        "carried_over_eur": 0,
    }
    nothing = {
        "registered": None,
        "in_life_with_plan": None,
        "in_life_without_purchases": None,
    }
    assert json.loads(json.dumps(as_json(result), allow_nan=False)) == {
        "scenario": "test",
        "years": [
            {
                "year": 2027,
                **figures,
                "by_kind": [{"kind": "laptop", **figures}],
                "by_institution": [{"institution": "A", **figures}],
                "indicators": {
                    "1a": nothing,
                    "1b": nothing | {"registered": 10 / 3, "in_life_with_plan": 10 / 3},
                    "2a": nothing,
                    "2b": nothing,
                },
            }
        ],
    }


def test_half_a_cent_is_rounded_up() -> None:
    assert cents(SCENARIO.prices_in(2027)["laptop"]) == Decimal("333.34")

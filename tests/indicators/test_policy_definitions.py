from decimal import Decimal
from fractions import Fraction

import pytest

from assetmgr.indicators.policy.definitions import (
    Definition,
    definitions,
    printed_target,
    ratio_definitions,
    read_definitions,
)
from assetmgr.indicators.policy.measures import CoverageMeasure, RatioMeasure, Target
from assetmgr.indicators.policy.provision_targets import provision_targets, read_provision_targets
from assetmgr.indicators.policy.tables import BadTableError, table


def indicator(code: str) -> Definition:
    return next(definition for definition in definitions() if definition.code == code)


def changed(**cells: str) -> list[dict[str, str]]:
    row = next(table("assetmgr.indicators", "indicators.csv"))
    return [row | cells]


def test_the_table_holds_sixteen_indicators() -> None:
    numbers = {definition.wording_lv.split(".")[0] for definition in definitions()}
    assert numbers == {str(number) for number in range(1, 17)}
    assert len(definitions()) == 39


def test_the_device_ratios_are_1a_1b_2a_and_2b() -> None:
    assert [code for code, _ in ratio_definitions()] == ["1a", "1b", "2a", "2b"]


def test_a_laptop_of_1b_is_a_laptop_or_a_chromebook_of_a_school_pupil() -> None:
    assert indicator("1b").measure == RatioMeasure(
        "school", ("pupils",), frozenset({"laptop", "chromebook"}), frozenset({"pupils"})
    )


def test_3a_and_3b_are_shares_of_told_speeds() -> None:
    assert indicator("3a").measure == CoverageMeasure("preschool", "internet_mbps", Decimal(100))
    assert indicator("3b").measure == CoverageMeasure("school", "internet_mbps", Decimal(500))


def test_targets_stand_as_printed() -> None:
    assert indicator("1b").targets == (
        ("2026/27", Target("<=", Decimal("2.5"))),
        ("2028/29", Target("<=", Decimal("2.0"))),
    )
    assert indicator("9c").targets[0] == ("2026/27", Target("=", Decimal(18)))


def test_only_survey_values_have_a_stored_baseline() -> None:
    assert indicator("10b-boards").baseline == 38
    assert indicator("12").baseline_note == "katru dienu: 36%"
    assert all((one.baseline is None) == (one.measure is not None) for one in definitions())


@pytest.mark.parametrize(
    ("target", "value", "better", "met"),
    [
        ("<=2.5", Fraction(5, 2), "lower", True),
        ("<=2.5", Fraction(2501, 1000), "lower", False),
        (">=90", Fraction(900, 11), "higher", False),
        ("100", Fraction(100), "higher", True),
        ("18", Fraction(19), "higher", True),
        ("2", Fraction(1), "lower", True),
        ("2", Fraction(3), "lower", False),
    ],
)
def test_a_target_is_met_by_the_unrounded_value(
    target: str, value: Fraction, better: str, met: bool
) -> None:
    assert printed_target(target, "1b").is_met(value, better) is met


def test_no_value_neither_meets_nor_misses_a_target() -> None:
    assert printed_target("<=2.5", "1b").is_met(None, "lower") is None


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ({"target_2026_27": "about 3"}, "1a target_2026_27"),
        ({"unit": "metre"}, "1a unit"),
        ({"better": "sideways"}, "1a better"),
        ({"source": "guess"}, "1a source"),
        ({"institution_type": "other"}, "1a institution_type"),
        ({"columns": ""}, "1a columns"),
        ({"kinds": ""}, "1a"),
        ({"baseline_2024_25": "11.9"}, "1a"),
        ({"baseline_2024_25": "NaN"}, "1a baseline_2024_25"),
        ({"source": "headcounts", "threshold": "fast"}, "1a threshold"),
    ],
)
def test_a_wrong_cell_is_refused_by_name(cells: dict[str, str], named: str) -> None:
    with pytest.raises(BadTableError, match=named):
        read_definitions(changed(**cells))


def test_a_code_given_twice_is_refused() -> None:
    with pytest.raises(BadTableError, match="1a"):
        read_definitions(changed() + changed())


def test_the_provision_targets_are_those_of_the_programme() -> None:
    targets = [(target.action, target.scope) for target in provision_targets()]
    assert len(targets) == len(set(targets)) == 18
    assert targets[0] == ("1.1.1", "school")
    assert ("1.1.6(2)", "school") in targets


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ({"measure": "magic"}, "1.1.1 school measure"),
        ({"columns": ""}, "1.1.1 school columns"),
        ({"missing": "something"}, "1.1.1 school missing"),
        ({"scope": "planet"}, "1.1.1 planet scope"),
        ({"judged": "never"}, "1.1.1 school judged"),
        ({"target": "one"}, "1.1.1 school target"),
    ],
)
def test_a_wrong_cell_of_a_provision_target_is_refused_by_name(
    cells: dict[str, str], named: str
) -> None:
    row = next(table("assetmgr.indicators", "provision_targets.csv"))
    with pytest.raises(BadTableError, match=named):
        read_provision_targets([row | cells])

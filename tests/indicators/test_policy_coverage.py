from decimal import Decimal
from fractions import Fraction

from assetmgr.indicators.policy.coverage import CoverageRow, coverage
from assetmgr.indicators.policy.measures import CoverageMeasure
from assetmgr.indicators.policy.rows import Place

FAST = CoverageMeasure("school", "internet_mbps", Decimal(500))


def schools(count: int) -> list[Place]:
    return [Place(f"S{index:02}", "", "", "school") for index in range(count)]


def test_nine_of_eleven_schools_with_two_without_data_are_82_percent() -> None:
    told = {f"S{index:02}": {"internet_mbps": Decimal(500)} for index in range(9)}
    result = coverage(FAST, schools(11), told)
    assert result.value == Fraction(900, 11)
    assert (result.numerator, result.denominator) == (9, 11)
    assert result.without == ("S09", "S10")


def test_a_slower_line_is_told_and_not_met() -> None:
    result = coverage(FAST, schools(1), {"S00": {"internet_mbps": Decimal("499.9")}})
    assert result.by_institution == (CoverageRow("S00", Decimal("499.9"), met=False),)
    assert result.without == ()
    assert result.value == 0


def test_institutions_of_another_type_are_no_part_of_the_whole() -> None:
    places = [*schools(1), Place("P", "", "", "preschool")]
    told = {code: {"internet_mbps": Decimal(1000)} for code in ("S00", "P")}
    assert coverage(FAST, places, told).denominator == 1


def test_no_institution_at_all_is_not_applicable() -> None:
    assert coverage(FAST, [], {}).value is None

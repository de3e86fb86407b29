from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from assetmgr.indicators.policy.measures import RatioMeasure
from assetmgr.indicators.policy.ratio import Ratio, RatioRow, ratio, ratio_of_rows
from assetmgr.indicators.policy.rows import Cohort, Place, Told

PUPILS_PER_LAPTOP = RatioMeasure(
    "school", ("pupils",), frozenset({"laptop", "chromebook"}), frozenset({"pupils"})
)
SCHOOLS = [Place("A", "A school", "A", "school"), Place("B", "B school", "B", "school")]

HEADCOUNTS = st.none() | st.decimals(0, 2000, places=3)
TARGETS = st.decimals("0.5", 20, places=1)


@st.composite
def rows(draw: st.DrawFn, headcounts: st.SearchStrategy[Decimal | None] = HEADCOUNTS) -> RatioRow:
    devices = draw(st.integers(0, 300))
    return RatioRow(
        draw(st.text("ABCDEF", min_size=1, max_size=4)),
        draw(headcounts),
        devices,
        draw(st.integers(0, devices)),
    )


def laptops(institution: str, count: int, in_life: int = 0, kind: str = "laptop") -> Cohort:
    return Cohort(institution, kind, "pupils", count, in_life)


def told(**pupils: int | None) -> Told:
    return {
        code: {"pupils": None if count is None else Decimal(count)}
        for code, count in pupils.items()
    }


def pupils_per_laptop(cohorts: list[Cohort], headcounts: Told) -> Ratio:
    return ratio(PUPILS_PER_LAPTOP, SCHOOLS, cohorts, headcounts)


def test_the_municipal_ratio_is_of_totals_and_no_mean_of_ratios() -> None:
    result = pupils_per_laptop([laptops("A", 10), laptops("B", 90)], told(A=100, B=90))
    assert result.registered.value == Fraction(190, 100)
    assert result.range == (Fraction(1), Fraction(10))


def test_a_school_without_a_laptop_adds_its_pupils_and_widens_no_range() -> None:
    result = pupils_per_laptop([laptops("A", 50)], told(A=100, B=100))
    assert result.registered.value == 4
    assert result.range == (Fraction(2), Fraction(2))
    assert result.without == ("B",)


def test_no_device_at_all_is_neither_infinity_nor_zero() -> None:
    result = pupils_per_laptop([], told(A=100, B=100))
    assert result.registered.value is None
    assert result.registered.numerator == 200
    assert result.range is None
    assert result.without == ("A", "B")


def test_the_second_line_counts_devices_within_their_life() -> None:
    result = pupils_per_laptop([laptops("A", 50, 20), laptops("B", 50, 30)], told(A=100, B=100))
    assert result.registered.value == 2
    assert result.in_life.value == 4
    assert result.in_life.denominator == 50


def test_chromebooks_are_laptops_and_other_kinds_purposes_and_types_are_not() -> None:
    cohorts = [
        laptops("A", 30),
        laptops("A", 20, kind="chromebook"),
        laptops("A", 40, kind="desktop"),
        Cohort("A", "laptop", "open_access", 7, 7),
        laptops("P", 9),
    ]
    result = pupils_per_laptop(cohorts, told(A=100, B=0, P=10))
    assert result.registered.denominator == 50


def test_a_headcount_that_is_not_told_is_named_and_stays_out_devices_and_all() -> None:
    result = pupils_per_laptop([laptops("A", 50), laptops("B", 5)], told(A=100, B=None))
    assert result.not_told == ("B",)
    assert result.registered.value == 2
    assert result.registered.denominator == 50
    assert result.range == (Fraction(2), Fraction(2))
    assert result.shortfall(Decimal(1)) == 50


def test_nothing_told_anywhere_leaves_no_numerator() -> None:
    result = pupils_per_laptop([laptops("A", 50)], {})
    assert result.registered.numerator is None
    assert result.registered.value is None


def test_a_sum_of_headcounts_is_told_only_when_every_part_is() -> None:
    measure = RatioMeasure(
        "school",
        ("teacher_fte", "support_staff_fte"),
        frozenset({"laptop"}),
        frozenset({"teachers"}),
    )
    headcounts: Told = {
        "A": {"teacher_fte": Decimal("10.5"), "support_staff_fte": Decimal("1.5")},
        "B": {"teacher_fte": Decimal(10), "support_staff_fte": None},
    }
    cohorts = [Cohort("A", "laptop", "teachers", 6, 6)]
    result = ratio(measure, SCHOOLS, cohorts, headcounts)
    assert result.registered.value == 2
    assert result.not_told == ("B",)


def test_the_shortfall_is_counted_institution_by_institution() -> None:
    result = pupils_per_laptop([laptops("A", 90)], told(A=100, B=101))
    assert result.shortfall(Decimal(2)) == 51
    assert result.registered.value == Fraction(201, 90)


def test_the_shortfall_has_no_float_error_at_the_edge() -> None:
    row = RatioRow("A", Decimal("0.3"), 3, 3)
    assert row.lacks(Decimal("0.1")) == 0
    assert row.lacks(Decimal("0.099")) == 1


@given(st.lists(rows()))
def test_totals_are_sums_over_the_institutions_that_told(rows: list[RatioRow]) -> None:
    result = ratio_of_rows(rows)
    judged = [row for row in rows if row.headcount is not None]
    people = sum((row.headcount for row in judged if row.headcount is not None), Decimal(0))
    assert result.registered.denominator == sum(row.devices for row in judged)
    assert result.in_life.denominator == sum(row.in_life for row in judged)
    assert (result.registered.numerator or 0) == people


@given(st.lists(rows(), min_size=1))
def test_the_value_lies_within_the_range_when_nobody_is_without(rows: list[RatioRow]) -> None:
    assume(all(row.devices for row in rows))
    result = ratio_of_rows(rows)
    assume(result.range is not None)
    assert result.range is not None
    assert result.registered.value is not None
    assert result.range[0] <= result.registered.value <= result.range[1]


@given(st.lists(rows()), TARGETS)
def test_the_shortfall_is_zero_exactly_when_each_institution_meets_the_target(
    rows: list[RatioRow], target: Decimal
) -> None:
    each_meets = all(
        row.headcount is None or Fraction(row.headcount) <= row.devices * Fraction(target)
        for row in rows
    )
    assert (ratio_of_rows(rows).shortfall(target) == 0) == each_meets


@given(rows(st.decimals(0, 2000, places=3)), TARGETS)
def test_as_many_devices_as_lack_are_just_enough(row: RatioRow, target: Decimal) -> None:
    lacks = row.lacks(target) or 0
    assert RatioRow("A", row.headcount, row.devices + lacks, 0).lacks(target) == 0
    if lacks:
        assert RatioRow("A", row.headcount, row.devices + lacks - 1, 0).lacks(target) == 1


@given(rows(st.decimals(1, 2000, places=3)), rows(st.decimals(1, 2000, places=3)), TARGETS)
def test_a_device_moved_to_one_that_lacks_never_raises_the_shortfall(
    giver: RatioRow, taker: RatioRow, target: Decimal
) -> None:
    """Where the taker lacks, its part falls by one and the giver's rises by one at most.

    Where the giver has more than it needs, the sum falls by exactly one.
    """
    assume(giver.devices > 0 and taker.lacks(target))
    before = ratio_of_rows([giver, taker]).shortfall(target)
    after = ratio_of_rows([_with(giver, -1), _with(taker, 1)]).shortfall(target)
    spare = _with(giver, -1).lacks(target) == 0
    assert after == before - spare


@given(st.lists(rows(), min_size=1), st.data(), TARGETS)
def test_another_device_never_worsens_a_ratio_nor_the_shortfall(
    rows: list[RatioRow], data: st.DataObject, target: Decimal
) -> None:
    index = data.draw(st.integers(0, len(rows) - 1))
    before = ratio_of_rows(rows)
    rows = [*rows[:index], _with(rows[index], 1), *rows[index + 1 :]]
    after = ratio_of_rows(rows)
    assert after.shortfall(target) <= before.shortfall(target)
    if before.registered.value is not None:
        assert after.registered.value is not None
        assert after.registered.value <= before.registered.value


@given(st.lists(st.integers(1, 5), min_size=1), st.integers(1, 500))
def test_how_devices_are_grouped_does_not_matter(counts: list[int], pupils: int) -> None:
    whole = pupils_per_laptop([laptops("A", sum(counts), sum(counts))], told(A=pupils, B=0))
    parts = pupils_per_laptop([laptops("A", count, count) for count in counts], told(A=pupils, B=0))
    assert whole == parts


def _with(row: RatioRow, devices: int) -> RatioRow:
    return RatioRow(row.institution, row.headcount, row.devices + devices, row.in_life)

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from assetmgr.indicators.policy.provision import Provision, provision
from assetmgr.indicators.policy.provision_targets import provision_targets
from assetmgr.indicators.policy.rows import Cohort, Place, Told
from assetmgr.indicators.policy.standing import Demand, Facts, Rooms

PLACES = [
    Place("A", "", "", "school"),
    Place("B", "", "", "school"),
    Place("P", "", "", "preschool"),
    Place("Z", "", "", "other"),
]


def told(**columns: Mapping[str, float | None]) -> Told:
    """Headcounts by column: `told(pupils={"A": 100})`."""
    facts: dict[str, dict[str, Decimal | None]] = {}
    for column, values in columns.items():
        for code, value in values.items():
            facts.setdefault(code, {})[column] = None if value is None else Decimal(str(value))
    return facts


def devices(institution: str, kind: str, purpose: str, count: int) -> Cohort:
    return Cohort(institution, kind, purpose, count, count)


def outcome(action: str, scope: str, facts: Facts) -> Provision:
    chosen = [one for one in provision_targets() if (one.action, one.scope) == (action, scope)]
    return provision(chosen, PLACES, facts)[0]


def test_teachers_and_support_staff_are_counted_per_computer_of_any_make() -> None:
    cohorts = (
        devices("A", "desktop", "teachers", 10),
        devices("A", "chromebook", "teachers", 2),
        devices("A", "tablet", "teachers", 99),
        devices("B", "laptop", "teachers", 5),
    )
    facts = Facts(
        cohorts,
        told(teacher_fte={"A": 10.5, "B": 8}, support_staff_fte={"A": 1.5, "B": 2}),
    )
    result = outcome("1.1.1", "school", facts)
    assert result.value == Fraction(22, 17)
    assert result.shortfall == 5
    assert result.met is False


def test_what_is_not_told_anywhere_is_no_data_yet_with_the_missing_named() -> None:
    facts = Facts((), told(teacher_fte={"A": 10, "B": 10}))
    result = outcome("1.1.1", "school", facts)
    assert (result.value, result.met) == (None, None)
    assert result.missing == ("teacher_fte", "support_staff_fte")
    assert result.not_told == ("A", "B")


def test_while_one_is_silent_and_nobody_lacks_it_is_not_known_whether_each_has_enough() -> None:
    facts = Facts((devices("A", "laptop", "pupils", 50),), told(pupils={"A": 100}))
    result = outcome("1.1.2", "school", facts)
    assert (result.value, result.met, result.not_told) == (Fraction(2), None, ("B",))


def test_an_institution_with_people_and_no_computer_is_named() -> None:
    cohorts = (devices("A", "laptop", "pupils", 100),)
    result = outcome("1.1.2", "school", Facts(cohorts, told(pupils={"A": 100, "B": 7})))
    assert result.without == ("B",)
    assert result.shortfall == 4
    assert result.met is False


def test_a_school_needs_three_open_access_computers_and_some_at_every_site() -> None:
    facts = Facts((), {}, open_access={"A": {"old town": 5, "harbour": 0}, "B": {"": 1}})
    result = outcome("1.1.3", "school", facts)
    assert [row.lacks for row in result.by_institution] == [1, 2]
    assert (result.value, result.shortfall, result.met) == (Fraction(6), 3, False)


def test_open_access_is_met_by_three_spread_over_the_sites() -> None:
    facts = Facts((), {}, open_access={"A": {"old town": 2, "harbour": 1}, "B": {"": 3}})
    assert outcome("1.1.3", "school", facts).met is True


def test_equipped_classrooms_are_judged_on_the_total() -> None:
    facts = Facts((), told(classrooms={"A": 10, "B": 10}, classrooms_equipped={"A": 10, "B": 6.0}))
    result = outcome("1.1.6", "school", facts)
    assert (result.value, result.met, result.shortfall) == (Fraction(80), True, 2)


def test_rooms_of_the_register_stand_in_where_the_headcount_is_silent() -> None:
    facts = Facts(
        (),
        told(classrooms={"A": 10, "B": 10}, classrooms_equipped={"A": 10}),
        rooms={"A": {"classrooms": Rooms(9, 0)}, "B": {"classrooms": Rooms(8, 4)}},
    )
    assert outcome("1.1.6", "school", facts).value == Fraction(1400, 18)


def test_a_printing_device_for_each_floor_counts_copiers_and_no_scanners() -> None:
    cohorts = (
        devices("A", "printer", "administration", 1),
        devices("A", "copier", "teachers", 1),
        devices("A", "scanner", "teachers", 9),
    )
    result = outcome("1.1.7", "all", Facts(cohorts, {}, floors={"A": 3, "P": 1}))
    assert result.value == Fraction(2, 4)
    assert (result.shortfall, result.without, result.not_told) == (2, ("P",), ("B",))


def test_a_school_without_an_administrator_lacks_one_however_few_its_users() -> None:
    facts = Facts((), told(ict_users={"A": 501, "B": 0}, it_admins={"A": 2, "B": 0}))
    result = outcome("4.3.1", "school", facts)
    assert [row.lacks for row in result.by_institution] == [1, 1]
    assert result.without == ("B",)


def test_one_without_internet_data_is_not_met_and_is_named() -> None:
    facts = Facts((), told(internet_mbps={"A": 500}))
    result = outcome("1.2.1", "school", facts)
    assert (result.value, result.met, result.shortfall) == (Fraction(50), False, 1)
    assert result.not_told == ("B",)


def test_the_shared_pool_may_lie_anywhere_in_the_municipality() -> None:
    facts = Facts((devices("Z", "robot_set", "shared_pool", 4),), {})
    result = outcome("1.1.8", "municipality", facts)
    assert (result.value, result.met, result.shortfall) == (Fraction(4), True, 0)
    assert outcome("1.1.9", "municipality", facts).shortfall == 1


def test_what_the_register_cannot_know_says_what_it_would_need() -> None:
    result = outcome("1.1.4", "school", Facts((), {}))
    assert (result.met, result.missing) == (None, ("loan_requests",))


def test_requests_are_served_school_by_school() -> None:
    facts = Facts((), {}, demand={"A": Demand(asked=4, served=3), "B": Demand(0, 0)})
    result = outcome("1.1.4", "school", facts)
    assert (result.value, result.met, result.shortfall) == (Fraction(75), False, 1)
    assert result.not_told == ("B",)
    facts = Facts((), {}, demand={"A": Demand(4, 4), "B": Demand(1, 1)})
    result = outcome("1.1.4", "school", facts)
    assert (result.value, result.met, result.shortfall) == (Fraction(100), True, 0)


def test_every_target_of_the_table_is_answered_from_an_empty_register() -> None:
    results = provision(provision_targets(), PLACES, Facts((), {}))
    answered = [one.target.action for one in results if not one.missing]
    assert answered == ["1.1.8", "1.1.9"]

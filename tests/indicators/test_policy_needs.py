"""Stated needs against what has come since."""

from datetime import date

from assetmgr.indicators.policy.needs import Arrival, Need, against_arrivals, totals

STATED = date(2024, 9, 1)


def need(institution: str, count: int, kind: str = "laptop") -> Need:
    return Need(institution, "pupils", kind, STATED, count)


def came(institution: str, count: int, kind: str, day: date | None = date(2025, 1, 1)) -> Arrival:
    return Arrival(institution, kind, "pupils", day, count)


def test_a_chromebook_answers_the_need_of_a_laptop_but_not_of_a_tablet() -> None:
    rows = against_arrivals([need("A", 5), need("A", 5, "tablet")], [came("A", 2, "chromebook")])
    assert [(row.arrived, row.left) for row in rows] == [(2, 3), (0, 5)]


def test_only_what_came_after_the_statement_counts() -> None:
    arrivals = [came("A", 1, "laptop", STATED), came("A", 1, "laptop", None)]
    assert against_arrivals([need("A", 5)], arrivals)[0].arrived == 0


def test_a_device_for_teachers_is_none_for_pupils() -> None:
    arrival = Arrival("A", "laptop", "teachers", date(2025, 1, 1), 3)
    assert against_arrivals([need("A", 5)], [arrival])[0].left == 5


def test_the_surplus_of_one_institution_covers_no_need_of_another() -> None:
    rows = against_arrivals([need("A", 2), need("B", 4)], [came("A", 9, "laptop")])
    assert totals(rows) == {("pupils", "laptop"): (6, 9, 4)}

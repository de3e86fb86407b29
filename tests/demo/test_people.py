"""The demo's pupils and employees."""

from collections import Counter
from datetime import date

from assetmgr.demo.pupils import PUPIL, planned_people
from assetmgr.people.codes import PersonRole

DAY = date(2026, 11, 22)


def test_a_whole_school_has_twelve_classes_of_twenty() -> None:
    people = [one for one in planned_people(DAY) if one.institution == "RAI"]
    classes = Counter(one.class_name for one in people if one.class_name)
    assert classes == {f"{year}.a": 20 for year in range(1, 13)}
    assert sum(1 for one in people if one.role is PersonRole.EMPLOYEE) == 8


def test_everybody_is_the_same_each_time_and_nobody_is_two() -> None:
    people = planned_people(DAY)
    assert people == planned_people(DAY)
    for told in ([one.key for one in people], [one.email for one in people]):
        assert len(set(told)) == len(told)
    assert all(one.email.endswith("@demo.example") for one in people)
    assert PUPIL in {one.email for one in people}


def test_every_minor_has_a_guardian_and_some_of_the_last_class_are_of_age() -> None:
    pupils = [one for one in planned_people(DAY) if one.role is PersonRole.PUPIL]
    assert all(bool(one.guardian) == (one.adult_on is None or one.adult_on > DAY) for one in pupils)
    grown = {one.class_name for one in pupils if not one.guardian}
    assert grown == {"12.a"}

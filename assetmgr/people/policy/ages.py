"""Who is a minor."""

from datetime import date
from typing import Final, Protocol

from assetmgr.people.codes import PersonRole

ADULT_AT: Final = 18


class Aged(Protocol):
    """Anybody with a role and, where it is known, the day of coming of age."""

    @property
    def role(self) -> PersonRole:
        """Pupil or employee."""

    @property
    def adult_on(self) -> date | None:
        """The 18th birthday."""


def comes_of_age(born: date) -> date:
    """The 18th birthday; of those born on 29 February, 1 March where the year has no such day."""
    try:
        return born.replace(year=born.year + ADULT_AT)
    except ValueError:
        return date(born.year + ADULT_AT, 3, 1)


def is_minor(person: Aged, today: date) -> bool:
    """Whether a guardian agrees to the terms: a pupil before the 18th birthday, or of unknown age.

    Employees are adults.
    """
    if person.role is PersonRole.EMPLOYEE:
        return False
    return person.adult_on is None or today < person.adult_on

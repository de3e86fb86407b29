"""Reading people: for their pages, for the desk, for imports."""

from assetmgr.people.policy.ages import is_minor
from assetmgr.people.queries.classes import ClassCount, class_counts, classes
from assetmgr.people.queries.listing import PersonLine, people_of
from assetmgr.people.queries.one import by_key, by_personal_code, guardians, person_or_none

__all__ = [
    "ClassCount",
    "PersonLine",
    "by_key",
    "by_personal_code",
    "class_counts",
    "classes",
    "guardians",
    "is_minor",
    "people_of",
    "person_or_none",
]

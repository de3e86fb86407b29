"""Telling by name and class alone who is who."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from assetmgr.i18n.marks import N_
from assetmgr.people.policy.classes import may_follow
from assetmgr.people.policy.identity import LASTING, Clash, Identity, Matches, differ

UNCLEAR: Final = N_(
    "There are several people of this name, and it is not clear which one is meant (%(classes)s). "
    "Add a number, an e-mail or a personal code."
)
ELSEWHERE: Final = N_(
    "Somebody of this name is in %(classes)s. See that it is not the same person."
)


class Namesakes:
    """Rows and people whom no key tells, matched name by name."""

    def __init__(self, rows: Sequence[Identity], people: Sequence[Identity]) -> None:
        self._rows = _by_name(rows)
        self._people = _by_name(people)
        self._by_words = _by_words(people)

    def match(self, found: Matches) -> None:
        """Add who is who, what is unclear, and what is to be looked at, to `found`."""
        for name, rows in self._rows.items():
            people = self._people.get(name, [])
            for some_rows, some_people in _groups(rows, people):
                _match_group(some_rows, some_people, found)
            alike = people or self._by_words.get((name[0], _words(name[1])), [])
            for row in rows:
                if row.id not in found.people and alike and not _is_refused(row, found):
                    _warn(found, row, alike)


def _by_name(those: Sequence[Identity]) -> dict[Any, list[Identity]]:
    found: dict[Any, list[Identity]] = defaultdict(list)
    for one in those:
        if one.name is not None:
            found[one.role, one.name].append(one)
    return found


def _by_words(people: Sequence[Identity]) -> dict[Any, list[Identity]]:
    """People by their names' words in any order: a list may begin with the surname."""
    found: dict[Any, list[Identity]] = defaultdict(list)
    for one in people:
        if one.name is not None:
            found[one.role, _words(one.name)].append(one)
    return found


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(name.split()))


def _may_be(row: Identity, person: Identity) -> bool:
    """Whether a row may be a person's: an address changes; number, code and birthday do not."""
    if differ(row, person, LASTING):
        return False
    return may_follow(person.class_name, row.class_name or person.class_name)


def _groups(
    rows: Sequence[Identity], people: Sequence[Identity]
) -> Iterator[tuple[list[Identity], list[Identity]]]:
    """Parts of rows and people of one name, each of whom may be anybody of the other side."""
    left = list(rows)
    while left:
        some_rows, some_people = [left.pop(0)], list[Any]()
        grown = True
        while grown:
            more = [
                one
                for one in people
                if one not in some_people and any(_may_be(row, one) for row in some_rows)
            ]
            some_people += more
            others = [row for row in left if any(_may_be(row, one) for one in more)]
            some_rows += others
            left = [row for row in left if row not in others]
            grown = bool(more or others)
        yield some_rows, some_people


def _match_group(rows: list[Identity], people: list[Identity], found: Matches) -> None:
    if not people:
        return
    exact = _by_class(rows, people)
    if len(rows) == len(people) == 1:
        found.people[rows[0].id] = people[0].id
        found.by_name += not exact and bool(rows[0].class_name)
    elif exact:
        found.people.update(exact)
        others = [one for one in people if one.id not in exact.values()]
        for row in rows if others else ():
            _warn(found, row, others)
    else:
        _refuse(found, rows, people)


def _by_class(rows: list[Identity], people: list[Identity]) -> dict[int, int]:
    """Row -> person where each row has a class of its own, that of exactly one person."""
    classes = [one.class_name for one in people]
    told = [row.class_name for row in rows]
    if any(classes.count(name) != 1 or told.count(name) != 1 for name in told):
        return {}
    return {row.id: people[classes.index(row.class_name)].id for row in rows}


def _refuse(found: Matches, rows: list[Identity], people: list[Identity]) -> None:
    told = {"classes": _classes(people)}
    found.clashes += [Clash(row.id, "name", UNCLEAR, told) for row in rows]


def _warn(found: Matches, row: Identity, people: Sequence[Identity]) -> None:
    found.warnings.append(Clash(row.id, "name", ELSEWHERE, {"classes": _classes(people)}))


def _is_refused(row: Identity, found: Matches) -> bool:
    return any(clash.row == row.id for clash in found.clashes)


def _classes(people: Sequence[Identity]) -> str:
    return ", ".join(sorted({one.class_name or "–" for one in people}))

"""Which person of an institution each row of a class list is.

By number, then personal code, then e-mail; who has none of them in common with anybody is looked
for by name and class. A wrong guess would give one human the loans of another, so whatever fits
two ways is refused and says what would tell them apart.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from assetmgr.i18n.marks import N_
from assetmgr.people.policy.identity import KEYS, LASTING, Clash, Identity, Matches, differ
from assetmgr.people.policy.namesakes import Namesakes

TWO_PEOPLE: Final = N_("The number is of one person, and the personal code of another.")
OF_ANOTHER: Final = N_("Somebody else at this institution has that e-mail.")
RENAMED: Final = N_(
    "The e-mail is of somebody of another name, and nothing else tells that it is the same person."
)
SAME_PERSON: Final = N_("Row %(row)s is about the same person.")
SAME_CELL: Final = N_("Row %(row)s has the same.")
SAME_NAME: Final = N_(
    "Row %(row)s has the same name and class. A number, an e-mail or a personal code in both rows "
    "tells them apart."
)


_KEYS: Final[tuple[tuple[str, Callable[[Identity], str | None]], ...]] = (
    ("external_id", lambda one: one.external_id),
    ("personal_code", lambda one: one.digest),
    ("email", lambda one: one.email),
)


def match(rows: Sequence[Identity], known: Sequence[Identity]) -> Matches:
    """Say who each row of one institution is; `known` has those, too, who left."""
    found = Matches()
    found.clashes += _same_cells(rows)
    _by_keys(rows, known, found)
    found.clashes += _same_people(found.people)
    found.clashes += _same_names(rows, found.people)
    taken = set(found.people.values())
    Namesakes(
        [row for row in rows if row.id not in found.people],
        [one for one in known if one.id not in taken],
    ).match(found)
    return found


def _same_cells(rows: Sequence[Identity]) -> Iterator[Clash]:
    for column, key in _KEYS:
        first: dict[str, int] = {}
        for row in rows:
            value = key(row)
            if value is not None and first.setdefault(value, row.id) != row.id:
                yield Clash(row.id, column, SAME_CELL, {"row": first[value]})


def _by_keys(rows: Iterable[Identity], known: Sequence[Identity], found: Matches) -> None:
    places = [(column, key, _index(known, key)) for column, key in _KEYS]
    for row in rows:
        those = [(column, place.get(key(row) or "")) for column, key, place in places]
        hits = [(column, one) for column, one in those if one is not None]
        if not hits:
            continue
        column, person = hits[0]
        if column == "external_id" and dict(hits).get("personal_code", person) is not person:
            found.clashes.append(Clash(row.id, "personal_code", TWO_PEOPLE, {}))
        elif column == "email" and _is_renamed(row, person):
            if differ(row, person, LASTING):  # the address was given to somebody new
                found.clashes.append(Clash(row.id, "email", OF_ANOTHER, {}))
            elif row.adult_on is None or person.adult_on is None:
                found.warnings.append(Clash(row.id, "email", RENAMED, {}))
        found.people[row.id] = person.id


def _index(known: Sequence[Identity], key: Callable[[Identity], str | None]) -> dict[str, Identity]:
    return {value: one for one in known if (value := key(one)) is not None}


def _is_renamed(row: Identity, person: Identity) -> bool:
    return row.name is not None and row.name != person.name


def _same_people(people: dict[int, int]) -> Iterator[Clash]:
    first: dict[int, int] = {}
    for row, person in people.items():
        if first.setdefault(person, row) != row:
            yield Clash(row, None, SAME_PERSON, {"row": first[person]})


def _same_names(rows: Sequence[Identity], people: dict[int, int]) -> Iterator[Clash]:
    groups: dict[tuple[Any, ...], list[Identity]] = defaultdict(list)
    for row in rows:
        if row.name is not None:
            groups[row.role, row.name, row.class_name].append(row)
    for group in groups.values():
        for place, row in enumerate(group):
            for other in group[:place]:
                both_known = row.id in people and other.id in people
                if not both_known and not differ(row, other, KEYS):
                    yield Clash(row.id, "name", SAME_NAME, {"row": other.id})
                    break
